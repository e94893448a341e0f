namespace MeterFirmware.Gbcs
{
    /// <summary>
    /// The use cases whose payloads are ASN.1 and the same on an ESME and a GSME. They get the whole message, since their
    /// payloads repeat parts of its header, and they may answer late: what is due is asked for on every turn.
    /// </summary>
    public abstract class CommonPayload
    {
        /// <summary>Checks form and content without touching anything.</summary>
        public abstract bool Conforms(int messageCode, byte[] message, Envelope envelope);

        /// <summary>Runs the command and writes the response's payload.</summary>
        /// <param name="action"><see cref="PayloadHandler.Run"/> or <see cref="PayloadHandler.ReportFault"/>.</param>
        /// <param name="messageCode">The use case's.</param>
        /// <param name="party">The slot of the remote party.</param>
        /// <param name="message">Holds a message that conforms.</param>
        /// <param name="envelope">Its parts.</param>
        /// <param name="reply">Receives the payload; what is in it is dropped if the answer is deferred.</param>
        public abstract void Execute(
            int action,
            int messageCode,
            int party,
            byte[] message,
            Envelope envelope,
            OctetWriter reply
        );

        /// <summary>True if the last command was accepted or succeeded.</summary>
        public abstract bool Succeeded { get; }

        /// <summary>True if the answer to the last command comes later.</summary>
        public abstract bool IsDeferred { get; }

        /// <summary>Looks for what is due to be sent. The other members that begin with Due speak of it.</summary>
        /// <returns>0 if nothing is.</returns>
        public abstract int FindDue();

        /// <summary><see cref="MessageKind.Response"/> or <see cref="MessageKind.Alert"/>.</summary>
        public abstract int DueKind { get; }

        /// <summary>The message code; that of the generic critical alert has <see cref="DueAlertCode"/> as its content.</summary>
        public abstract int DueMessageCode { get; }

        /// <summary>The alert code.</summary>
        public abstract int DueAlertCode { get; }

        /// <summary>Where in the meter's image the eight octets of a late response's originator counter begin.</summary>
        public abstract int DueCounterOffset { get; }

        /// <summary>The <see cref="RemoteRole"/> that it goes to, unless it answers a command.</summary>
        public virtual int DueRole
        {
            get { return RemoteRole.Supplier; }
        }

        /// <summary>To whom it goes.</summary>
        /// <param name="party">The slot of the first party with <see cref="DueRole"/>, -1 if there is none.</param>
        /// <returns>A slot, or -1 if there is nobody to send it to.</returns>
        public abstract int GetDueParty(int party);

        /// <summary>Writes its payload.</summary>
        public abstract void WriteDue(OctetWriter payload);

        /// <summary>It was built and signed, and is about to be sent.</summary>
        public abstract void MarkSent();
    }
}

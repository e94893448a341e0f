namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>
    /// A group of objects of the ESME. The table of <see cref="DlmsObjects"/> says which item of which group an attribute or
    /// method is; what a group does not override it denies.
    /// </summary>
    public abstract class DlmsHandler
    {
        /// <summary>
        /// The message code of the command at hand: an object that several use cases share may mean one thing only in each.
        /// Set before <see cref="Set"/> and <see cref="Invoke"/>.
        /// </summary>
        public int MessageCode { get; set; }

        /// <summary>A command is about to run: what an earlier one left is forgotten.</summary>
        public virtual void Begin() { }

        /// <summary>Gives the group what takes top ups, if it wants it.</summary>
        /// <param name="entry">Takes top ups.</param>
        public virtual void Use(TopUpEntry entry) { }

        /// <summary>Gives the group what encrypts parts of an answer, if it wants it.</summary>
        /// <param name="answer">Builds the answer.</param>
        public virtual void Use(MessageBuilder answer) { }

        /// <summary>Writes the value of an attribute.</summary>
        /// <param name="item">The item of this group.</param>
        /// <param name="writer">Receives the value; dropped if the result is no success.</param>
        /// <returns>An <see cref="AccessResult"/>.</returns>
        public virtual int Get(int item, OctetWriter writer)
        {
            return AccessResult.ReadWriteDenied;
        }

        /// <summary>Writes what selective access wants of an attribute.</summary>
        /// <param name="item">The item of this group.</param>
        /// <param name="selection">Gives the access selector, an octet without a tag, and the access parameters.</param>
        /// <param name="writer">Receives the value; dropped if the result is no success.</param>
        /// <returns>An <see cref="AccessResult"/>.</returns>
        public virtual int GetSelected(int item, AxdrReader selection, OctetWriter writer)
        {
            return AccessResult.ReadWriteDenied;
        }

        /// <summary>Sets an attribute.</summary>
        /// <param name="item">The item of this group.</param>
        /// <param name="reader">Gives the value, which must be read whole before anything changes.</param>
        /// <returns>An <see cref="AccessResult"/>; unless it is success nothing has changed.</returns>
        public virtual int Set(int item, AxdrReader reader)
        {
            return AccessResult.ReadWriteDenied;
        }

        /// <summary>Invokes a method.</summary>
        /// <param name="item">The item of this group.</param>
        /// <param name="reader">Gives the parameter, which must be read whole before anything changes.</param>
        /// <returns>An <see cref="AccessResult"/>; unless it is success nothing has changed.</returns>
        public virtual int Invoke(int item, AxdrReader reader)
        {
            return AccessResult.ReadWriteDenied;
        }

        /// <summary>Invokes a method that may give something back.</summary>
        /// <param name="item">The item of this group.</param>
        /// <param name="reader">Gives the parameter, which must be read whole before anything changes.</param>
        /// <param name="writer">Receives what is given back, if anything is; dropped if the result is no success.</param>
        /// <returns>An <see cref="AccessResult"/>; unless it is success nothing has changed.</returns>
        public virtual int Call(int item, AxdrReader reader, OctetWriter writer)
        {
            return Invoke(item, reader);
        }
    }
}

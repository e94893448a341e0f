using MeterFirmware.Boot;
using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.State;
using MeterFirmware.Crypto;
using MeterFirmware.Update;

namespace MeterFirmware.Gbcs.Asn1
{
    /// <summary>
    /// CS06 Activate Firmware (GBCS, SR 11.3), and all that the firmware update sends by itself: the late response, the
    /// alert of a future-dated activation, the distribution receipt, the failure at power on, the end of an outage. The other
    /// command with a payload in ASN.1, <see cref="SetGasClock"/>, is reached through it.
    /// </summary>
    public sealed class ActivateFirmware : CommonPayload
    {
        /// <summary>The message code of CS06.</summary>
        public const int MessageCode = 0x0012;

        /// <summary>The message code of the alert with the outcome of a future-dated command.</summary>
        public const int OutcomeAlertCode = 0x00CA;

        /// <summary>The message code of the ESME's firmware distribution receipt alert.</summary>
        public const int EsmeReceiptCode = 0x00CE;

        /// <summary>The message code of the GSME's firmware distribution receipt alert.</summary>
        public const int GsmeReceiptCode = 0x00CF;

        private const int GenericCriticalAlert = 0x1000;

        private readonly MeterState state;
        private readonly Activation activation;
        private readonly SetGasClock gasClock;
        private readonly DerReader reader = new DerReader();
        private readonly byte[] counter = new byte[8];
        private int hashAt;
        private int time;
        private int due;
        private bool isDeferred;
        private bool succeeded;

        /// <summary>Serves the activation of a meter.</summary>
        public ActivateFirmware(MeterState state, Activation activation)
        {
            this.state = state;
            this.activation = activation;
            gasClock = new SetGasClock(state.ClockControl);
        }

        /// <inheritdoc/>
        public override bool Succeeded
        {
            get { return succeeded; }
        }

        /// <inheritdoc/>
        public override bool IsDeferred
        {
            get { return isDeferred; }
        }

        /// <inheritdoc/>
        public override bool Conforms(int messageCode, byte[] message, Envelope envelope)
        {
            return messageCode == SetGasClock.MessageCode
                ? gasClock.Conforms(message, envelope)
                : messageCode == MessageCode && Parse(message, envelope);
        }

        /// <inheritdoc/>
        public override void Execute(
            int action,
            int messageCode,
            int party,
            byte[] message,
            Envelope envelope,
            OctetWriter reply
        )
        {
            isDeferred = false;
            if (messageCode == SetGasClock.MessageCode)
            {
                succeeded = action == PayloadHandler.Run;
                gasClock.Execute(action, reply);
                return;
            }
            Invariant.Require(Parse(message, envelope), "a payload that conforms");
            if (action == PayloadHandler.ReportFault)
            {
                succeeded = false;
                WriteOutcome(reply, ActivationOutcome.ActivationFailure);
                return;
            }
            int result = activation.Request(message, hashAt, envelope.CounterOffset, party, time);
            isDeferred = result == RequestResult.Deferred;
            succeeded = result != RequestResult.Answered || activation.Outcome == ActivationOutcome.Success;
            if (result == RequestResult.Answered)
            {
                WriteOutcome(reply, activation.Outcome);
                return;
            }
            DerWriter.WriteNull(reply);
        }

        /// <inheritdoc/>
        public override int FindDue()
        {
            int all = activation.Due;
            due = all & -all;
            // An alert carries a time; a response says so if it is not known.
            bool mayGo = due == UpdateDue.Response || state.Clock.IsUtcKnown;
            due = mayGo ? due : 0;
            return due;
        }

        /// <inheritdoc/>
        public override int DueKind
        {
            get { return due == UpdateDue.Response ? MessageKind.Response : MessageKind.Alert; }
        }

        /// <inheritdoc/>
        public override int DueMessageCode
        {
            get
            {
                switch (due)
                {
                    case UpdateDue.Response:
                        return MessageCode;
                    case UpdateDue.OutcomeAlert:
                        return OutcomeAlertCode;
                    case UpdateDue.Receipt:
                        return IsEsme ? EsmeReceiptCode : GsmeReceiptCode;
                    case UpdateDue.SupplyRestored:
                        return RestoreAlert.MessageCode;
                    default:
                        return GenericCriticalAlert;
                }
            }
        }

        /// <inheritdoc/>
        public override int DueAlertCode
        {
            get { return EventCode.FirmwareFailedAtPowerOn; }
        }

        /// <inheritdoc/>
        public override int DueCounterOffset
        {
            get { return UpdateLayout.Counter; }
        }

        /// <inheritdoc/>
        public override int DueRole
        {
            get { return due == UpdateDue.SupplyRestored ? RemoteRole.NetworkOperator : RemoteRole.Supplier; }
        }

        /// <inheritdoc/>
        public override int GetDueParty(int party)
        {
            bool isAnswer = due == UpdateDue.Response || due == UpdateDue.OutcomeAlert;
            return isAnswer ? state.Image.GetByte(UpdateLayout.Party) : party;
        }

        /// <inheritdoc/>
        public override void WriteDue(OctetWriter payload)
        {
            if (due == UpdateDue.Response)
            {
                WriteOutcome(payload, activation.Outcome);
            }
            else if (due == UpdateDue.OutcomeAlert)
            {
                WriteOutcomeAlert(payload);
            }
            else if (due == UpdateDue.SupplyRestored)
            {
                RestoreAlert.Write(state, payload);
            }
            else
            {
                ReceiptAlert.Write(state, IsEsme, payload);
            }
        }

        /// <inheritdoc/>
        public override void MarkSent()
        {
            activation.MarkSent(due);
        }

        private bool IsEsme
        {
            get { return state.Configuration.Kind == MeterKind.Esme; }
        }

        // SEQUENCE { manufacturerImageHash OCTET STRING, originatorCounter INTEGER, executionDateTime GeneralizedTime OPTIONAL }
        private bool Parse(byte[] message, Envelope envelope)
        {
            int length;
            reader.Open(message, envelope.PayloadOffset, envelope.PayloadCount);
            reader.EnterLast();
            hashAt = reader.Read(DerTag.OctetString, out length);
            bool isHash = length == Sha256.DigestLength;
            reader.ReadCounter(counter, 0);
            time = ActivationTime.Now;
            if (reader.IsNext(DerTag.GeneralizedTime))
            {
                int at = reader.Read(DerTag.GeneralizedTime, out length);
                time = reader.Failed ? DerTime.Invalid : DerTime.Read(message, at, length);
            }
            return reader.IsAtEnd
                && isHash
                && time != DerTime.Invalid
                && Octets.AreEqual(counter, 0, message, envelope.CounterOffset, 8);
        }

        // ExecutionOutcome ::= SEQUENCE { activateImageResponseCode INTEGER, firmwareVersion OCTET STRING }
        private void WriteOutcome(OctetWriter writer, int outcome)
        {
            int begun = DerWriter.Begin(writer);
            DerWriter.WriteInteger(writer, outcome);
            DerWriter.WriteOctetString(writer, state.Image.Raw, UpdateLayout.RunningVersion, OtaHeader.VersionLength);
            DerWriter.Close(writer, begun);
        }

        private void WriteOutcomeAlert(OctetWriter writer)
        {
            bool isSuccess = activation.Outcome == ActivationOutcome.Success;
            int begun = DerWriter.Begin(writer);
            DerWriter.WriteInteger(
                writer,
                isSuccess ? EventCode.FutureDatedActioned : EventCode.FutureDatedNotActioned
            );
            DerTime.Write(writer, state.Image.GetInt32(UpdateLayout.Time));
            DerWriter.WriteCounter(writer, state.Image.Raw, UpdateLayout.Counter);
            WriteOutcome(writer, activation.Outcome);
            DerWriter.Close(writer, begun);
        }
    }
}

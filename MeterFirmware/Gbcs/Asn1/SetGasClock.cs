using MeterFirmware.Core;
using MeterFirmware.Core.Time;

namespace MeterFirmware.Gbcs.Asn1
{
    /// <summary>GCS28 Set Clock on GSME (SR 6.11).</summary>
    public sealed class SetGasClock
    {
        /// <summary>The message code of GCS28.</summary>
        public const int MessageCode = 0x007F;

        private readonly ClockControl clock;
        private readonly DerReader reader = new DerReader();
        private int start;
        private int end;

        /// <summary>Serves the clock of a meter.</summary>
        public SetGasClock(ClockControl clock)
        {
            this.clock = clock;
        }

        /// <summary>
        /// SEQUENCE { validityIntervalStart GeneralizedTime, validityIntervalEnd GeneralizedTime }, the end not before the start.
        /// </summary>
        public bool Conforms(byte[] message, Envelope envelope)
        {
            reader.Open(message, envelope.PayloadOffset, envelope.PayloadCount);
            reader.EnterLast();
            start = ReadTime(message);
            end = ReadTime(message);
            return reader.IsAtEnd && start >= 0 && end >= start;
        }

        /// <summary>
        /// Runs a command that conforms and writes SEQUENCE { deviceTime GeneralizedTime, deviceTimeStatus INTEGER }. The form has
        /// no place for a fault: it is told by a status that is not reliable. A time that is unknown is told as 2000-01-01.
        /// </summary>
        /// <param name="action"><see cref="PayloadHandler.Run"/> or <see cref="PayloadHandler.ReportFault"/>.</param>
        /// <param name="reply">Receives the payload.</param>
        public void Execute(int action, OctetWriter reply)
        {
            int status = clock.Status;
            if (action == PayloadHandler.Run)
            {
                Invariant.Require(clock.Preset(start, end) && clock.Adjust(), "an interval that conforms");
                status = clock.Status;
            }
            else if (status == ClockStatus.Reliable)
            {
                status = ClockStatus.Unreliable;
            }
            int begun = DerWriter.Begin(reply);
            DerTime.Write(reply, clock.IsKnown ? (int)clock.UtcSeconds : 0);
            DerWriter.WriteInteger(reply, status);
            DerWriter.Close(reply, begun);
        }

        private int ReadTime(byte[] message)
        {
            int length;
            int at = reader.Read(DerTag.GeneralizedTime, out length);
            return reader.Failed ? DerTime.Invalid : DerTime.Read(message, at, length);
        }
    }
}

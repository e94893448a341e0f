using MeterFirmware.Core;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.State;

namespace MeterFirmware.Gbcs.Gbz
{
    /// <summary>
    /// The event logs of the GSME in the Events cluster (SMETS2 4.6.5.9, 4.6.5.17): the oldest entry first, without Event Data.
    /// While the time is unknown nothing is given (IRP571).
    /// </summary>
    public sealed class ZclEventLogs : ZclHandler
    {
        /// <summary>Command 0x00 of the Events cluster, Get Event Log.</summary>
        public const int GetEventLog = 0;

        private const int SecurityUseCase = 0x00A1; // CS10b
        private const int GeneralLogId = 3;
        private const int SecurityLogId = 4;
        private const int MostEventControl = 1;

        private const int PublishEventLog = 0x01;
        private const int HeadLength = 1 + 2 + 1 + 1 + 1;
        private const int EventLength = 1 + 2 + 4 + 1;

        // In an entry: its code and its time.
        private const int TimeAt = 4;

        private readonly MeterState state;

        /// <summary>Serves the event logs of a meter.</summary>
        public ZclEventLogs(MeterState state)
        {
            this.state = state;
        }

        /// <inheritdoc/>
        public override int AnswerControl(int item, int messageCode)
        {
            return ZclFrame.ClusterCommand | ZclFrame.NoDefaultResponse;
        }

        // Event Control and Log ID, Event ID, Start Time, End Time, Number of Events, Event Offset.
        /// <inheritdoc/>
        public override int Answer(int item, int messageCode, ZclReader reader, OctetWriter reply, int room)
        {
            int what = reader.ReadByte();
            int code = reader.ReadUInt16();
            long from = reader.ReadUInt32();
            long to = reader.ReadUInt32();
            int wanted = reader.ReadByte();
            int offset = reader.ReadUInt16();
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            // Each log has a use case of its own.
            bool isSecurity = messageCode == SecurityUseCase;
            if ((what & 0x0F) != (isSecurity ? SecurityLogId : GeneralLogId) || what >> 4 > MostEventControl)
            {
                return ZclStatus.InvalidField;
            }
            if (!state.Metering.MayReadHistory)
            {
                return ZclStatus.Failure;
            }
            EventArchive log = isSecurity ? state.SecurityArchive : state.EventArchive;
            if (room < HeadLength + EventArchive.Capacity * EventLength + ImageLayout.LogEntryLength)
            {
                return ZclStatus.InsufficientSpace;
            }
            int most = wanted == 0 ? EventArchive.Capacity : wanted;
            return WriteEvents(log, what & 0x0F, code, from, to, offset, most, reply, room);
        }

        // An entry is read into the end of the room.
        private static int WriteEvents(
            EventArchive log,
            int logId,
            int code,
            long from,
            long to,
            int offset,
            int most,
            OctetWriter reply,
            int room
        )
        {
            byte[] raw = reply.Raw;
            int entry = reply.Position + room - ImageLayout.LogEntryLength;
            reply.WriteByte(PublishEventLog);
            int totalAt = reply.Reserve(2);
            // Command Index, Total Number of Commands, Log Payload Control
            reply.WriteByte(0);
            reply.WriteByte(1);
            reply.WriteByte(0);
            int total = 0;
            int written = 0;
            for (int age = log.Count - 1; age >= 0; age--)
            {
                if (!log.Read(age, raw, entry))
                {
                    return ZclStatus.HardwareFailure;
                }
                int found = Octets.GetUInt16(raw, entry);
                int moment = Octets.GetInt32(raw, entry + TimeAt);
                // What happened while the time was unknown has none, and is in no interval.
                bool matches = moment >= 0 && moment >= from && moment <= to && (code == 0 || code == found);
                if (matches && total >= offset && written < most)
                {
                    reply.WriteByte(logId);
                    ZclWriter.WriteUInt16(reply, found);
                    ZclWriter.WriteInt32(reply, moment);
                    reply.WriteByte(0);
                    written++;
                }
                total += matches ? 1 : 0;
            }
            raw[totalAt] = (byte)total;
            return written > 0 ? ZclStatus.Success : ZclStatus.NotFound;
        }
    }
}

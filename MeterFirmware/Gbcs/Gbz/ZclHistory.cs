using MeterFirmware.Core;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;

namespace MeterFirmware.Gbcs.Gbz
{
    /// <summary>
    /// The logs of the GSME in the Metering and Prepayment clusters: snapshots one by one, and samples in a row. What is
    /// answered is encrypted. While the time is unknown nothing is given (IRP571).
    /// </summary>
    public sealed class ZclHistory : ZclHandler
    {
        /// <summary>Command 0x06 of the Metering cluster, Get Snapshot (SMETS2 4.6.5.3, 4.6.5.7).</summary>
        public const int GetSnapshot = 0;

        /// <summary>Command 0x07 of the Prepayment cluster, Get Prepay Snapshot (4.6.5.3, 4.6.5.14).</summary>
        public const int GetPrepaySnapshot = 1;

        /// <summary>Command 0x08 of the Metering cluster, Get Sampled Data (4.6.5.12, 4.6.5.15).</summary>
        public const int GetSampledData = 2;

        /// <summary>The most samples of an answer: 26 days of half hours.</summary>
        public const int MaxSamples = 1248;

        /// <summary>Sample ID of the Profile Data Log.</summary>
        public const int ProfileSamples = 0;

        /// <summary>Sample ID of the Network Data Log, as GCS31 gives it.</summary>
        public const int NetworkSamples = 2;

        private const int BillingUseCase = 0x0076;
        private const int ChangeUseCase = 0x00C3;
        private const int NetworkUseCase = 0x0079;

        // Bits of a snapshot cause.
        private const int General = 1;
        private const int EndOfBillingPeriod = 1 << 1;
        private const int ChangeOfTariff = 1 << 3;
        private const int ChangeOfMeterMode = 1 << 14;

        private const int PublishSnapshot = 0x06;
        private const int PublishPrepaySnapshot = 0x01;
        private const int SampledDataResponse = 0x07;
        private const int SnapshotLength = 1 + 16 + 6 + 1 + 4 * 6 + 1 + 4 * 6;
        private const int PrepaySnapshotLength = 1 + 16 + 6 * 4;

        // Of ZCL: registers of four blocks and one tier, without billing data; and debt and credit status.
        private const int BlockTierPayload = 6;
        private const int DebtAndCreditPayload = 0;
        private const int Tiers = 4;
        private const int OneTierFourBlocks = 0x14;

        private const int SampleHeadLength = 1 + 11;
        private const int SampleLength = 3;
        private const int MissingSample = 0xFFFFFF;
        private const int LargestSample = 0xFFFFFE;
        private const int Delivered = 0;
        private const int None = -1;

        private readonly Metering metering;

        // What was found last, so that a row of questions for one snapshot after the other goes through the log once.
        private SnapshotLog log;
        private int logTotal;
        private long from;
        private long to;
        private int causes;
        private int offset = None;
        private int age;
        private int found;

        /// <summary>Serves the logs of a meter.</summary>
        public ZclHistory(MeterState state)
        {
            metering = state.Metering;
        }

        /// <inheritdoc/>
        public override int AnswerControl(int item, int messageCode)
        {
            int sealedAnswer = ZclFrame.ClusterCommand | ZclFrame.Sealed;
            return messageCode == NetworkUseCase ? sealedAnswer : sealedAnswer | ZclFrame.NoDefaultResponse;
        }

        /// <inheritdoc/>
        public override int Answer(int item, int messageCode, ZclReader reader, OctetWriter reply, int room)
        {
            return item == GetSampledData
                ? AnswerSamples(reader, reply, room)
                : AnswerSnapshot(item, messageCode, reader, reply, room);
        }

        // Earliest Start Time, Latest End Time, Snapshot Offset, Snapshot Cause.
        private int AnswerSnapshot(int item, int messageCode, ZclReader reader, OctetWriter reply, int room)
        {
            long earliest = reader.ReadUInt32();
            long latest = reader.ReadUInt32();
            int wanted = reader.ReadByte();
            int cause = reader.ReadInt32();
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            if (!metering.MayReadHistory)
            {
                return ZclStatus.Failure;
            }
            bool isBilling = messageCode == BillingUseCase || messageCode == ChangeUseCase;
            SnapshotLog asked = isBilling ? metering.BillingData : metering.DailyReads;
            int length = item == GetSnapshot ? SnapshotLength : PrepaySnapshotLength;
            if (length > room)
            {
                return ZclStatus.InsufficientSpace;
            }
            bool isNext =
                asked == log
                && logTotal == asked.Total
                && earliest == from
                && latest == to
                && cause == causes
                && offset != None
                && wanted == offset + 1;
            from = earliest;
            to = latest;
            causes = cause;
            if (!isNext && !Begin(asked))
            {
                return ZclStatus.HardwareFailure;
            }
            int status = GoTo(wanted);
            if (status != ZclStatus.Success)
            {
                return status;
            }
            if (item == GetSnapshot)
            {
                WriteSnapshot(reply);
            }
            else
            {
                WritePrepaySnapshot(reply);
            }
            return ZclStatus.Success;
        }

        // Total Snapshots Found counts what the log has of the causes, whatever its time: as the reference answers do.
        private bool Begin(SnapshotLog asked)
        {
            byte[] entry = metering.Tables.Buffer.Octets;
            log = asked;
            logTotal = asked.Total;
            age = log.Count;
            found = 0;
            offset = None;
            bool good = true;
            for (int i = 0; i < log.Count && good; i++)
            {
                good = log.Read(i, entry, 0);
                found += IsCause(entry) && Octets.GetInt32(entry, SnapshotLog.MomentAt) >= 0 ? 1 : 0;
            }
            return good;
        }

        // From the oldest on; what is found lies in the working space of the logs.
        private int GoTo(int wanted)
        {
            byte[] entry = metering.Tables.Buffer.Octets;
            while (offset < wanted && age > 0)
            {
                age--;
                if (!log.Read(age, entry, 0))
                {
                    offset = None;
                    return ZclStatus.HardwareFailure;
                }
                int moment = Octets.GetInt32(entry, SnapshotLog.MomentAt);
                if (IsCause(entry) && moment >= 0 && moment >= from && moment <= to)
                {
                    offset++;
                }
            }
            return offset == wanted ? ZclStatus.Success : ZclStatus.NotFound;
        }

        private bool IsCause(byte[] entry)
        {
            return (causes & CauseOf(entry[SnapshotLog.CauseAt])) != 0;
        }

        private static int CauseOf(int cause)
        {
            switch (cause)
            {
                case SnapshotLog.Midnight:
                    return General;
                case SnapshotLog.BillingDate:
                    return EndOfBillingPeriod;
                case SnapshotLog.TariffChange:
                    return ChangeOfTariff;
                case SnapshotLog.PaymentModeChange:
                    return ChangeOfMeterMode;
                default:
                    return 0;
            }
        }

        private void WriteSnapshotHead(int command, int payload, OctetWriter reply)
        {
            byte[] entry = metering.Tables.Buffer.Octets;
            reply.WriteByte(command);
            // Snapshot ID, Snapshot Time, Total Snapshots Found, Command Index, Total Number of Commands, Cause, Payload Type
            ZclWriter.WriteInt32(reply, offset);
            ZclWriter.WriteInt32(reply, Octets.GetInt32(entry, SnapshotLog.MomentAt));
            reply.WriteByte(found);
            reply.WriteByte(0);
            reply.WriteByte(1);
            ZclWriter.WriteInt32(reply, CauseOf(entry[SnapshotLog.CauseAt]));
            reply.WriteByte(payload);
        }

        private void WriteSnapshot(OctetWriter reply)
        {
            byte[] entry = metering.Tables.Buffer.Octets;
            WriteSnapshotHead(PublishSnapshot, BlockTierPayload, reply);
            ZclWriter.WriteUInt48(reply, Octets.GetInt64(entry, SnapshotLog.ConsumptionAt));
            reply.WriteByte(Tiers);
            for (int i = 0; i < Tiers; i++)
            {
                ZclWriter.WriteUInt48(reply, Octets.GetInt64(entry, SnapshotLog.RegistersAt + 8 * i));
            }
            reply.WriteByte(OneTierFourBlocks);
            for (int i = 0; i < TariffShape.Blocks; i++)
            {
                ZclWriter.WriteUInt48(reply, Octets.GetInt64(entry, SnapshotLog.RegistersAt + 8 * (Tiers + i)));
            }
        }

        // What is owed is positive.
        private void WritePrepaySnapshot(OctetWriter reply)
        {
            WriteSnapshotHead(PublishPrepaySnapshot, DebtAndCreditPayload, reply);
            ZclWriter.WriteInt32(reply, -BalanceOf(Account.AccumulatedDebt));
            ZclWriter.WriteInt32(reply, -BalanceOf(Account.TimeDebt1));
            ZclWriter.WriteInt32(reply, -BalanceOf(Account.TimeDebt2));
            ZclWriter.WriteInt32(reply, -BalanceOf(Account.PaymentDebt));
            ZclWriter.WriteInt32(reply, BalanceOf(Account.EmergencyCredit));
            ZclWriter.WriteInt32(reply, BalanceOf(Account.MeterBalance));
        }

        private int BalanceOf(int account)
        {
            return Octets.GetInt32(metering.Tables.Buffer.Octets, SnapshotLog.BalancesAt + 4 * account);
        }

        // Sample ID, Earliest Sample Time, Sample Type, Number of Samples. A sample has the time of its end.
        private int AnswerSamples(ZclReader reader, OctetWriter reply, int room)
        {
            int sampleId = reader.ReadUInt16();
            long earliest = reader.ReadUInt32();
            int type = reader.ReadByte();
            int wanted = reader.ReadUInt16();
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            if (!metering.MayReadHistory)
            {
                return ZclStatus.Failure;
            }
            int most = (room - SampleHeadLength) / SampleLength;
            most = most < MaxSamples ? most : MaxSamples;
            if (most < 1)
            {
                return ZclStatus.InsufficientSpace;
            }
            if (type != Delivered)
            {
                return ZclStatus.NotFound;
            }
            switch (sampleId)
            {
                case ProfileSamples:
                    return AnswerHalfHours(earliest, wanted, most, reply);
                case NetworkSamples:
                    return AnswerNetworkData(earliest, wanted < most ? wanted : most, reply);
                default:
                    return ZclStatus.NotFound;
            }
        }

        // The half hours that are asked for, from the first of them that is held; one that is missing after it has its place. They
        // are read to where the last two octets of each sample will be, and are in front of them when they are written.
        private int AnswerHalfHours(long earliest, int wanted, int most, OctetWriter reply)
        {
            HalfHourLog halfHours = metering.HalfHours;
            int end = halfHours.End;
            int oldest = end > HalfHourLog.ImportEntries ? end - HalfHourLog.ImportEntries : 0;
            long number = (earliest + Metering.HalfHourSeconds - 1) / Metering.HalfHourSeconds - 1;
            int first = number < oldest ? oldest : (int)(number < end ? number : end);
            end = wanted < end - first ? first + wanted : end;
            int start = reply.Position;
            while (first < end)
            {
                int count = most < end - first ? most : end - first;
                int values = start + SampleHeadLength + count;
                reply.Position = start;
                reply.Reserve(SampleHeadLength + SampleLength * count);
                if (!halfHours.Read(MeteringChannel.Import, first, count, reply.Raw, values))
                {
                    return ZclStatus.HardwareFailure;
                }
                int missing = 0;
                while (missing < count && Octets.GetUInt16(reply.Raw, values + 2 * missing) == HalfHourLog.Missing)
                {
                    missing++;
                }
                first += missing;
                if (missing == 0)
                {
                    reply.Position = start;
                    WriteHalfHours(first, count, values, reply);
                    return ZclStatus.Success;
                }
            }
            return ZclStatus.NotFound;
        }

        private static void WriteHalfHours(int first, int count, int values, OctetWriter reply)
        {
            int seconds = Metering.HalfHourSeconds;
            WriteSampleHead(ProfileSamples, (first + 1) * seconds, seconds, count, reply);
            for (int i = 0; i < count; i++)
            {
                int value = Octets.GetUInt16(reply.Raw, values + 2 * i);
                ZclWriter.WriteUInt24(reply, value != HalfHourLog.Missing ? value : MissingSample);
            }
        }

        private int AnswerNetworkData(long earliest, int wanted, OctetWriter reply)
        {
            NetworkDataLog data = metering.NetworkData;
            int first = 0;
            while (first < data.Count && data.GetUtcSeconds(first) < earliest)
            {
                first++;
            }
            int count = wanted < data.Count - first ? wanted : data.Count - first;
            if (count < 1)
            {
                return ZclStatus.NotFound;
            }
            WriteSampleHead(NetworkSamples, data.GetUtcSeconds(first), NetworkDataLog.IntervalSeconds, count, reply);
            for (int i = 0; i < count; i++)
            {
                int litres = data.GetLitres(first + i);
                ZclWriter.WriteUInt24(reply, litres < LargestSample ? litres : LargestSample);
            }
            return ZclStatus.Success;
        }

        private static void WriteSampleHead(int id, int startSeconds, int intervalSeconds, int count, OctetWriter reply)
        {
            reply.WriteByte(SampledDataResponse);
            ZclWriter.WriteUInt16(reply, id);
            ZclWriter.WriteInt32(reply, startSeconds);
            reply.WriteByte(Delivered);
            ZclWriter.WriteUInt16(reply, intervalSeconds);
            ZclWriter.WriteUInt16(reply, count);
        }
    }
}

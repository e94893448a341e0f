using System;
using MeterFirmware.Core;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;

namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>
    /// The logs of the ESME as buffers (attribute 2 of class 7): a compact-array of the entries whose time is in an interval,
    /// the oldest first. What an answer has no room for is left out from the newest on, so that whoever reads goes on behind
    /// the last entry. An entry of a half hour or of a measurement period has the time of its end; one that is missing has
    /// no place. While the time is unknown nothing is given (IRP571).
    /// </summary>
    public sealed class LogBuffers
    {
        /// <summary>0-0:99.1.0.255, Profile Data Log: active import, of two elements where there are two (SMETS2 5.7.5.27).</summary>
        public const int ActiveImport = 0;

        /// <summary>0-0:99.1.1.255, Profile Data Log: active and reactive export.</summary>
        public const int Export = 1;

        /// <summary>0-0:99.1.2.255, Profile Data Log: reactive import.</summary>
        public const int ReactiveImport = 2;

        /// <summary>1-0:32.24.0.255, Average RMS Voltage Profile Data Log, 0.1 V (5.7.5.9).</summary>
        public const int Voltage = 3;

        /// <summary>0-0:98.1.4.255, Billing Data Log: the newest payments to the Payment Debt Register (5.7.5.10), millipence.</summary>
        public const int DebtPayments = 4;

        /// <summary>0-0:98.1.5.255, Billing Data Log: the newest credits, millipence.</summary>
        public const int Credits = 5;

        /// <summary>0-0:98.1.10.255, Daily Read Log: Active Export Register (5.7.5.13).</summary>
        public const int DailyExport = 6;

        /// <summary>0-0:98.1.9.255, Daily Read Log: the import registers.</summary>
        public const int DailyReads = 7;

        /// <summary>0-0:98.1.8.255, Prepayment Daily Read Log: the balances (5.7.5.26).</summary>
        public const int DailyBalances = 8;

        /// <summary>0-0:98.1.0.255, Billing Data Log: the import registers at billing dates.</summary>
        public const int BillingReads = 9;

        /// <summary>0-0:98.1.1.255, Billing Data Log: the balances at billing dates.</summary>
        public const int BillingBalances = 10;

        /// <summary>0-0:99.98.0.255, Event Log (5.7.5.16), without the other information of its entries.</summary>
        public const int Events = 11;

        /// <summary>0-0:99.98.1.255, Security Log (5.7.5.31).</summary>
        public const int SecurityEvents = 12;

        /// <summary>0-0:99.98.4.255, Power Event Log (5.7.5.25): the other information is the detail of the entry.</summary>
        public const int PowerEvents = 13;

        /// <summary>How many of the newest payments to the Payment Debt Register the Billing Data Log has (SMETS.md A.5).</summary>
        public const int DebtPaymentEntries = 10;

        private const int ValueLength = 4;

        // In an entry of an event log: its code, its time, its detail.
        private const int EventTimeAt = 4;
        private const int EventDetailAt = 8;
        private const int LengthRoom = 3;

        // Values of two octets wait behind the last value of the answer until they are written.
        private const int RunLength = 120;

        private bool isFull;

        /// <summary>Reads the logs of a meter.</summary>
        public LogBuffers(MeterState state)
        {
            State = state;
        }

        /// <summary>The meter.</summary>
        public MeterState State { get; }

        private bool HasTwo
        {
            get { return State.Metering.Secondary != null; }
        }

        /// <summary>Writes a buffer.</summary>
        /// <param name="log">Which one.</param>
        /// <param name="from">The earliest time, seconds since 2000.</param>
        /// <param name="to">The latest time.</param>
        /// <param name="writer">Receives the compact-array; what is written is to be dropped unless it is a success.</param>
        /// <param name="end">Where it must end, <see cref="EsmePayload.LastValueAt"/> or before.</param>
        /// <returns>An <see cref="AccessResult"/>: other-reason also where not one entry has room.</returns>
        public int Write(int log, long from, long to, OctetWriter writer, int end)
        {
            if (!State.Metering.MayReadHistory)
            {
                return AccessResult.OtherReason;
            }
            writer.WriteByte(AxdrTag.CompactArray);
            WriteType(log, writer);
            int lengthAt = writer.Reserve(LengthRoom);
            int start = writer.Position;
            isFull = false;
            if (!WriteEntries(log, from, to, writer, end))
            {
                return AccessResult.HardwareFault;
            }
            if (isFull && writer.Position == start)
            {
                return AccessResult.OtherReason;
            }
            CloseLength(writer, lengthAt);
            return AccessResult.Success;
        }

        /// <summary>Writes a length before what follows it, in as few octets as it needs.</summary>
        /// <param name="writer">Holds what was written.</param>
        /// <param name="lengthAt">Where three octets were left for the length.</param>
        public static void CloseLength(OctetWriter writer, int lengthAt)
        {
            int start = lengthAt + LengthRoom;
            int length = writer.Position - start;
            writer.Position = lengthAt;
            AxdrWriter.WriteLength(writer, length);
            Array.Copy(writer.Raw, start, writer.Raw, writer.Position, length);
            writer.Position += length;
        }

        private static bool IsOfRegisters(int log)
        {
            return log == DailyReads || log == BillingReads;
        }

        private int ValuesOf(int log)
        {
            return log == Export || (log == ActiveImport && HasTwo) ? 2 : 1;
        }

        // A structure of the time and the values: double-long-unsigned, of balances double-long; matrices are arrays.
        private void WriteType(int log, OctetWriter writer)
        {
            if (log >= Events)
            {
                WriteEventType(log, writer);
                return;
            }
            int values = log < DailyReads ? ValuesOf(log) : (log == DailyBalances || log == BillingBalances ? 6 : 1);
            int tag = values == 6 ? AxdrTag.Int32 : AxdrTag.UInt32;
            int matrices = IsOfRegisters(log) ? 1 + TariffShape.Blocks : 0;
            if (matrices > 0 && HasTwo)
            {
                values++;
                matrices++;
            }
            writer.WriteByte(AxdrTag.Structure);
            writer.WriteByte(1 + values + matrices);
            writer.WriteByte(AxdrTag.UInt32);
            for (int i = 0; i < values; i++)
            {
                writer.WriteByte(tag);
            }
            if (matrices == 0)
            {
                return;
            }
            WriteArrayType(State.Metering.Tariff.Shape.TouRegisters, writer);
            if (HasTwo)
            {
                WriteArrayType(State.Metering.Secondary.Shape.TouRegisters, writer);
            }
            for (int block = 0; block < TariffShape.Blocks; block++)
            {
                WriteArrayType(State.Metering.Tariff.Shape.BlockTou, writer);
            }
        }

        // The time, the code and what else the standard has of it.
        private static void WriteEventType(int log, OctetWriter writer)
        {
            writer.WriteByte(AxdrTag.Structure);
            writer.WriteByte(log == SecurityEvents ? 2 : 3);
            writer.WriteByte(AxdrTag.UInt32);
            writer.WriteByte(AxdrTag.UInt16);
            if (log != SecurityEvents)
            {
                writer.WriteByte(log == Events ? AxdrTag.OctetString : AxdrTag.UInt32);
            }
        }

        private static void WriteArrayType(int elements, OctetWriter writer)
        {
            writer.WriteByte(AxdrTag.Array);
            writer.WriteUInt16(elements);
            writer.WriteByte(AxdrTag.UInt32);
        }

        private bool WriteEntries(int log, long from, long to, OctetWriter writer, int end)
        {
            switch (log)
            {
                case ActiveImport:
                case Export:
                case ReactiveImport:
                    int capacity = log == ActiveImport ? HalfHourLog.ImportEntries : HalfHourLog.ExportEntries;
                    return WriteSeries(
                        log,
                        Metering.HalfHourSeconds,
                        State.Metering.HalfHours.End,
                        capacity,
                        from,
                        to,
                        writer,
                        end
                    );
                case Voltage:
                    int period = State.Voltage.PeriodSeconds;
                    int next = State.Voltage.Log.End;
                    return WriteSeries(log, period, next, VoltageLog.Entries, from, to, writer, end);
                case DebtPayments:
                    WriteDebtPayments(from, to, writer, end);
                    return true;
                case Credits:
                    WriteCredits(from, to, writer, end);
                    return true;
                case Events:
                case SecurityEvents:
                case PowerEvents:
                    return WriteEvents(log, from, to, writer, end);
                default:
                    return WriteSnapshots(log, from, to, writer, end);
            }
        }

        // Values whose place is their time.
        private bool WriteSeries(
            int log,
            int period,
            int next,
            int capacity,
            long from,
            long to,
            OctetWriter writer,
            int end
        )
        {
            long first = (from + period - 1) / period - 1;
            long oldest = next > capacity ? next - capacity : 0;
            long last = to / period - 1;
            int number = (int)(first < oldest ? oldest : (first < next ? first : next));
            int count = (int)(last < next ? last + 1 : next) - number;
            bool good = true;
            for (int at = 0; at < count && good && !isFull; at += RunLength)
            {
                int run = count - at < RunLength ? count - at : RunLength;
                good = ReadRun(log, number + at, run, writer.Raw);
                WriteRun(log, number + at, run, period, writer, end);
            }
            return good;
        }

        private bool ReadRun(int log, int number, int count, byte[] octets)
        {
            int scratch = EsmePayload.LastValueAt;
            if (log == Voltage)
            {
                return State.Voltage.Log.Read(number, count, octets, scratch);
            }
            int channel = ChannelOf(log);
            bool good = State.Metering.HalfHours.Read(channel, number, count, octets, scratch);
            return good
                && (
                    ValuesOf(log) == 1
                    || State.Metering.HalfHours.Read(channel + 1, number, count, octets, scratch + 2 * count)
                );
        }

        private void WriteRun(int log, int number, int count, int period, OctetWriter writer, int end)
        {
            int scratch = EsmePayload.LastValueAt;
            int values = ValuesOf(log);
            for (int i = 0; i < count && !isFull; i++)
            {
                int value = Octets.GetUInt16(writer.Raw, scratch + 2 * i);
                // A voltage that is missing is the same number.
                if (value == HalfHourLog.Missing || !HasRoom(writer, end, ValueLength * (1 + values)))
                {
                    continue;
                }
                writer.WriteInt32((number + i + 1) * period);
                writer.WriteInt32(value);
                if (values == 2)
                {
                    writer.WriteInt32(Octets.GetUInt16(writer.Raw, scratch + 2 * (count + i)));
                }
            }
        }

        private static int ChannelOf(int log)
        {
            switch (log)
            {
                case ActiveImport:
                    return MeteringChannel.Import;
                case Export:
                    return MeteringChannel.ActiveExport;
                default:
                    return MeteringChannel.ReactiveImport;
            }
        }

        private void WriteDebtPayments(long from, long to, OctetWriter writer, int end)
        {
            RecoveryCapWindow window = State.Payment.Recovery.Window;
            int first = window.Count > DebtPaymentEntries ? window.Count - DebtPaymentEntries : 0;
            for (int i = first; i < window.Count && !isFull; i++)
            {
                WriteAmount(window.GetUtcSeconds(i), window.GetMillipence(i), from, to, writer, end);
            }
        }

        private void WriteCredits(long from, long to, OctetWriter writer, int end)
        {
            CreditEntry credits = State.Payment.Credit;
            for (int age = PaymentLayout.CreditEntries - 1; age >= 0 && !isFull; age--)
            {
                // Where there were fewer there is an amount of nothing.
                if (credits.GetMillipence(age) > 0)
                {
                    WriteAmount(credits.GetUtcSeconds(age), credits.GetMillipence(age), from, to, writer, end);
                }
            }
        }

        // What happened while the time was unknown has none, and is in no interval.
        private void WriteAmount(int moment, int millipence, long from, long to, OctetWriter writer, int end)
        {
            if (moment >= 0 && moment >= from && moment <= to && HasRoom(writer, end, 2 * ValueLength))
            {
                writer.WriteInt32(moment);
                writer.WriteInt32(millipence);
            }
        }

        private bool WriteEvents(int log, long from, long to, OctetWriter writer, int end)
        {
            byte[] raw = writer.Raw;
            int entry = EsmePayload.LastValueAt;
            for (int age = CountEvents(log) - 1; age >= 0 && !isFull; age--)
            {
                if (!ReadEvent(log, age, raw, entry))
                {
                    return false;
                }
                int moment = Octets.GetInt32(raw, entry + EventTimeAt);
                // What happened while the time was unknown has none, and is in no interval.
                bool isWanted = moment >= 0 && moment >= from && moment <= to;
                if (isWanted && HasRoom(writer, end, FlashEventLog.EntryLength))
                {
                    writer.WriteInt32(moment);
                    writer.WriteUInt16(Octets.GetUInt16(raw, entry));
                    WriteInformation(log, Octets.GetInt32(raw, entry + EventDetailAt), writer);
                }
            }
            return true;
        }

        private static void WriteInformation(int log, int detail, OctetWriter writer)
        {
            if (log == PowerEvents)
            {
                writer.WriteInt32(detail);
            }
            else if (log == Events)
            {
                writer.WriteByte(0);
            }
        }

        private int CountEvents(int log)
        {
            return log == PowerEvents ? State.PowerEvents.Count
                : log == Events ? State.EventArchive.Count
                : State.SecurityArchive.Count;
        }

        private bool ReadEvent(int log, int age, byte[] octets, int at)
        {
            return log == PowerEvents ? State.PowerEvents.Read(age, octets, at)
                : log == Events ? State.EventArchive.Read(age, octets, at)
                : State.SecurityArchive.Read(age, octets, at);
        }

        private bool WriteSnapshots(int log, long from, long to, OctetWriter writer, int end)
        {
            bool isBilling = log == BillingReads || log == BillingBalances;
            SnapshotLog snapshots = isBilling ? State.Metering.BillingData : State.Metering.DailyReads;
            int cause = isBilling ? SnapshotLog.BillingDate : SnapshotLog.Midnight;
            byte[] entry = State.Metering.Tables.Buffer.Octets;
            for (int age = snapshots.Count - 1; age >= 0 && !isFull; age--)
            {
                if (!snapshots.Read(age, entry, 0))
                {
                    return false;
                }
                int moment = Octets.GetInt32(entry, SnapshotLog.MomentAt);
                bool isWanted = moment >= 0 && moment >= from && moment <= to && entry[SnapshotLog.CauseAt] == cause;
                if (isWanted && HasRoom(writer, end, ValueLength * SnapshotValues(log)))
                {
                    writer.WriteInt32(moment);
                    WriteSnapshot(log, entry, writer);
                }
            }
            return true;
        }

        // With the time.
        private int SnapshotValues(int log)
        {
            if (!IsOfRegisters(log))
            {
                return log == DailyExport ? 2 : 7;
            }
            int values =
                2
                + State.Metering.Tariff.Shape.TouRegisters
                + TariffShape.Blocks * State.Metering.Tariff.Shape.BlockTou;
            return HasTwo ? values + 1 + State.Metering.Secondary.Shape.TouRegisters : values;
        }

        private void WriteSnapshot(int log, byte[] entry, OctetWriter writer)
        {
            if (log == DailyExport)
            {
                writer.WriteOctets(entry, SnapshotLog.ActiveExportAt, ValueLength);
                return;
            }
            if (!IsOfRegisters(log))
            {
                // entry_prepaymentReadLogEntry: the order is not that of the accounts, and what is owed is positive.
                writer.WriteInt32(BalanceOf(entry, Account.EmergencyCredit));
                writer.WriteInt32(BalanceOf(entry, Account.MeterBalance));
                writer.WriteInt32(-BalanceOf(entry, Account.PaymentDebt));
                writer.WriteInt32(-BalanceOf(entry, Account.TimeDebt1));
                writer.WriteInt32(-BalanceOf(entry, Account.TimeDebt2));
                writer.WriteInt32(-BalanceOf(entry, Account.AccumulatedDebt));
                return;
            }
            int tou = ValueLength * State.Metering.Tariff.Shape.TouRegisters;
            // The main register, reduced to 32 bits.
            writer.WriteOctets(entry, SnapshotLog.ConsumptionAt + ValueLength, ValueLength);
            if (HasTwo)
            {
                writer.WriteOctets(entry, SnapshotLog.SecondaryImportAt, ValueLength);
            }
            writer.WriteOctets(entry, SnapshotLog.RegistersAt, tou);
            if (HasTwo)
            {
                int secondary = ValueLength * State.Metering.Secondary.Shape.TouRegisters;
                writer.WriteOctets(entry, SnapshotLog.SecondaryTouAt, secondary);
            }
            int blocks = ValueLength * TariffShape.Blocks * State.Metering.Tariff.Shape.BlockTou;
            writer.WriteOctets(entry, SnapshotLog.RegistersAt + tou, blocks);
        }

        private static int BalanceOf(byte[] entry, int account)
        {
            return Octets.GetInt32(entry, SnapshotLog.BalancesAt + ValueLength * account);
        }

        private bool HasRoom(OctetWriter writer, int end, int octets)
        {
            isFull |= writer.Position + octets > end;
            return !isFull;
        }
    }
}

using System;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Hal;

namespace MeterFirmware.Core.Logs
{
    /// <summary>
    /// Snapshots of all registers and balances: the Billing Data Log and the Daily Read Logs (SMETS2 4.6.5.3, 4.6.5.7,
    /// 5.7.5.10, 5.7.5.13). An entry is numbered by a count in the image, so it counts from the same commit on as the
    /// registers it tells of. It holds what the standard's logs do and no more.
    /// </summary>
    public sealed class SnapshotLog
    {
        /// <summary>Cause: the billing calendar.</summary>
        public const int BillingDate = 1;

        /// <summary>Cause: a change of the tariff.</summary>
        public const int TariffChange = 2;

        /// <summary>Cause: a change of the payment mode.</summary>
        public const int PaymentModeChange = 3;

        /// <summary>Cause: midnight.</summary>
        public const int Midnight = 4;

        /// <summary>In an entry: its time, four octets.</summary>
        public const int MomentAt = 0;

        /// <summary>In an entry: the cause, one octet.</summary>
        public const int CauseAt = 4;

        /// <summary>In an entry: the main register, eight octets.</summary>
        public const int ConsumptionAt = 5;

        /// <summary>In an entry: the six balances, four octets each, in the order of <see cref="Account"/>.</summary>
        public const int BalancesAt = 13;

        /// <summary>
        /// In an entry of a GSME: its 4 TOU registers and then its 4 block counters, eight octets each. In one of an ESME:
        /// the TOU registers and then the block registers, four octets each.
        /// </summary>
        public const int RegistersAt = BalancesAt + 4 * Balances;

        /// <summary>In an entry of an ESME: Active Export Register, four octets.</summary>
        public const int ActiveExportAt = RegistersAt + EsmeMatrices;

        /// <summary>In an entry of an ESME of two elements: Secondary Active Import Register, four octets.</summary>
        public const int SecondaryImportAt = ActiveExportAt + 4;

        /// <summary>In an entry of an ESME of two elements: the secondary TOU registers, four octets each.</summary>
        public const int SecondaryTouAt = SecondaryImportAt + 4;

        private const int Balances = 6;
        private const int EsmeMatrices = RegisterLayout.BlockCounters - RegisterLayout.Tou;
        private const int SecondaryMatrix = 4 * 4;
        private const int GasMatrix = 4 * 8;

        private readonly StateImage image;
        private readonly SegmentLog log;
        private readonly int countAt;
        private readonly int capacity;
        private readonly bool isGas;
        private readonly bool hasSecondary;
        private readonly byte[] entry;

        /// <summary>Binds the log to its records.</summary>
        /// <param name="image">Holds the registers and the count.</param>
        /// <param name="records">The storage.</param>
        /// <param name="buffer">Lends the working space.</param>
        /// <param name="prefix">The beginning of the records' names: two letters.</param>
        /// <param name="capacity">How many of the newest snapshots are held.</param>
        /// <param name="countAt">Where the count is in the image.</param>
        /// <param name="isGas">True on a GSME.</param>
        /// <param name="hasSecondary">True on an ESME of two elements.</param>
        /// <param name="entry">Working space, <see cref="LengthOf"/> octets; several logs may share it.</param>
        public SnapshotLog(
            StateImage image,
            IRecordStore records,
            ConfigurationBuffer buffer,
            string prefix,
            int capacity,
            int countAt,
            bool isGas,
            bool hasSecondary,
            byte[] entry
        )
        {
            this.image = image;
            this.capacity = capacity;
            this.countAt = countAt;
            this.isGas = isGas;
            this.hasSecondary = hasSecondary;
            this.entry = entry;
            log = new SegmentLog(records, buffer, prefix, entry.Length, capacity);
        }

        /// <summary>How many snapshots there ever were.</summary>
        public int Total
        {
            get { return image.GetInt32(countAt); }
        }

        /// <summary>How many can be read.</summary>
        public int Count
        {
            get { return Total < capacity ? Total : capacity; }
        }

        /// <summary>How many times the storage refused; the snapshot is then missing.</summary>
        public int Failures { get; private set; }

        /// <summary>The octets of a snapshot.</summary>
        /// <param name="isGas">True on a GSME.</param>
        /// <param name="hasSecondary">True on an ESME of two elements.</param>
        public static int LengthOf(bool isGas, bool hasSecondary)
        {
            if (isGas)
            {
                return RegistersAt + 2 * GasMatrix;
            }
            return hasSecondary ? SecondaryTouAt + SecondaryMatrix : SecondaryImportAt;
        }

        /// <summary>Takes a snapshot.</summary>
        /// <param name="utcSeconds">Its time, seconds since 2000.</param>
        /// <param name="cause">Why.</param>
        public void Add(int utcSeconds, int cause)
        {
            byte[] raw = image.Raw;
            Octets.SetInt32(entry, MomentAt, utcSeconds);
            entry[CauseAt] = (byte)cause;
            Array.Copy(raw, ImageLayout.Consumption, entry, ConsumptionAt, 8);
            for (int account = 0; account < Balances; account++)
            {
                // A register of money is within an int in every image.
                int balance = (int)image.GetInt64(Accounts.OffsetOf(account));
                Octets.SetInt32(entry, BalancesAt + 4 * account, balance);
            }
            if (isGas)
            {
                Array.Copy(raw, RegisterLayout.Tou, entry, RegistersAt, GasMatrix);
                Array.Copy(raw, RegisterLayout.BlockCounters, entry, RegistersAt + GasMatrix, GasMatrix);
            }
            else
            {
                AddRegisters(raw);
            }
            if (!log.Write(Total, 1, entry, 0, entry.Length))
            {
                Failures++;
            }
            image.SetInt32(countAt, Total + 1);
        }

        /// <summary>Reads a snapshot.</summary>
        /// <param name="age">0 for the newest, up to <see cref="Count"/> - 1.</param>
        /// <param name="octets">Receives <see cref="LengthOf"/> octets; 0xFF throughout where it is missing.</param>
        /// <param name="at">Where.</param>
        /// <returns>False if the storage failed.</returns>
        public bool Read(int age, byte[] octets, int at)
        {
            Invariant.Require(age >= 0 && age < Count, "a snapshot that exists");
            return log.Read(Total - 1 - age, 1, octets, at);
        }

        // What a message carries of them: registers reduced to 32 bits, and no block counters.
        private void AddRegisters(byte[] raw)
        {
            Array.Copy(raw, RegisterLayout.Tou, entry, RegistersAt, EsmeMatrices);
            Octets.SetInt32(entry, ActiveExportAt, (int)image.GetInt64(RegisterLayout.ActiveExport));
            if (hasSecondary)
            {
                Octets.SetInt32(entry, SecondaryImportAt, (int)image.GetInt64(RegisterLayout.SecondaryImport));
                Array.Copy(raw, RegisterLayout.SecondaryTou, entry, SecondaryTouAt, SecondaryMatrix);
            }
        }
    }
}

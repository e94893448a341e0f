using System;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Hal;

namespace MeterFirmware.Core.Logs
{
    /// <summary>
    /// Snapshots of all registers and balances: the Billing Data Log and the Daily Read Logs (SMETS2 4.6.5.3, 4.6.5.7,
    /// 5.7.5.10, 5.7.5.13). An entry is numbered by a count in the image, so it counts from the same commit on as the
    /// registers it tells of.
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

        /// <summary>In an entry: four octets of time, four of cause.</summary>
        public const int MomentAt = 0;

        /// <summary>In an entry: the cause, four octets.</summary>
        public const int CauseAt = 4;

        /// <summary>In an entry: the main register, eight octets.</summary>
        public const int ConsumptionAt = 8;

        /// <summary>In an entry: the six balances, eight octets each.</summary>
        public const int BalancesAt = 16;

        /// <summary>
        /// In an entry: the registers. An ESME's are the image from <see cref="RegisterLayout.Start"/> on; a GSME's are
        /// its 4 TOU registers and its 4 block counters.
        /// </summary>
        public const int RegistersAt = BalancesAt + BalancesLength;

        private const int BalancesLength = 6 * 8;
        private const int GasMatrixLength = 4 * 8;

        private readonly StateImage image;
        private readonly SegmentLog log;
        private readonly int countAt;
        private readonly int capacity;
        private readonly bool isGas;
        private readonly byte[] entry;

        /// <summary>Binds the log to its records.</summary>
        /// <param name="image">Holds the registers and the count.</param>
        /// <param name="records">The storage.</param>
        /// <param name="buffer">Lends the working space.</param>
        /// <param name="prefix">The beginning of the records' names: two letters.</param>
        /// <param name="capacity">How many of the newest snapshots are held.</param>
        /// <param name="countAt">Where the count is in the image.</param>
        /// <param name="isGas">True on a GSME.</param>
        /// <param name="entry">Working space, <see cref="LengthOf"/> octets; several logs may share it.</param>
        public SnapshotLog(
            StateImage image,
            IRecordStore records,
            ConfigurationBuffer buffer,
            string prefix,
            int capacity,
            int countAt,
            bool isGas,
            byte[] entry
        )
        {
            this.image = image;
            this.capacity = capacity;
            this.countAt = countAt;
            this.isGas = isGas;
            this.entry = entry;
            log = new SegmentLog(records, buffer, prefix, LengthOf(isGas), capacity);
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
        public static int LengthOf(bool isGas)
        {
            return RegistersAt + (isGas ? 2 * GasMatrixLength : RegisterLayout.SnapshotLength);
        }

        /// <summary>Takes a snapshot.</summary>
        /// <param name="utcSeconds">Its time, seconds since 2000.</param>
        /// <param name="cause">Why.</param>
        public void Add(int utcSeconds, int cause)
        {
            byte[] raw = image.Raw;
            Octets.SetInt32(entry, MomentAt, utcSeconds);
            Octets.SetInt32(entry, CauseAt, cause);
            Array.Copy(raw, ImageLayout.Consumption, entry, ConsumptionAt, 8);
            Array.Copy(raw, ImageLayout.Accounts, entry, BalancesAt, BalancesLength);
            if (isGas)
            {
                Array.Copy(raw, RegisterLayout.Tou, entry, RegistersAt, GasMatrixLength);
                Array.Copy(raw, RegisterLayout.BlockCounters, entry, RegistersAt + GasMatrixLength, GasMatrixLength);
            }
            else
            {
                Array.Copy(raw, RegisterLayout.Start, entry, RegistersAt, RegisterLayout.SnapshotLength);
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
    }
}

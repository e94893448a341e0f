using System;
using MeterFirmware.Hal;

namespace MeterFirmware.Core.State
{
    /// <summary>
    /// A table of the configuration: the one in force and the one that waits for its time. They lie in four records;
    /// the hot image says which is which, so that giving, activating, replacing and cancelling each take effect in one
    /// commit of the image, whatever happens to the power. SPEC.md has the octets.
    /// </summary>
    public sealed class ConfigurationTable
    {
        /// <summary>The octets of a table's state in the image.</summary>
        public const int StateLength = 5;

        /// <summary>
        /// The octets that name the command whose outcome is told at the moment: its originator counter (8), the moment (4),
        /// its message code (1) and the slot of who sent it plus one (1).
        /// </summary>
        public const int CommandLength = 14;

        /// <summary>The largest payload.</summary>
        public const int MaximumPayload = ConfigurationBuffer.Length - HeaderLength - CommandLength - CheckLength;

        /// <summary>Stands for: nothing waits. It is the standard's last moment, so it never comes.</summary>
        public const int Never = int.MaxValue;

        /// <summary>The octets before the payload.</summary>
        public const int HeaderLength = 8;

        private const int CheckLength = 4;
        private const int NoCommand = -1;
        private const int FormatVersion = 1;
        private const int Slots = 4;

        // In the state: one octet, the slot in force in bits 0-2 and the slot that waits in bits 3-5, 0 for none and
        // 1 to 4 for a slot; then the moment when what waits comes into force.
        private const int SlotsAt = 0;
        private const int SlotBits = 3;
        private const int SlotMask = 7;
        private const int MomentAt = 1;

        private readonly IRecordStore records;
        private readonly StateImage image;
        private readonly ConfigurationBuffer buffer;
        private readonly int identifier;
        private readonly int stateAt;
        private readonly string[] names = new string[Slots];

        // The state that the image on the flash has, once it differs from the one in memory, and the commit it is of.
        private int committed;
        private int commitsSeen;
        private bool mayHoldUnnamed = true;

        /// <summary>Binds a table to its records and its state.</summary>
        /// <param name="records">The storage.</param>
        /// <param name="image">Holds the state.</param>
        /// <param name="buffer">Lends the working space.</param>
        /// <param name="name">1 to 10 characters of a-z and 0-9; the records add a hyphen and a digit.</param>
        /// <param name="identifier">0 to 255, written in the record.</param>
        /// <param name="stateAt">Where its <see cref="StateLength"/> octets are in the image.</param>
        public ConfigurationTable(
            IRecordStore records,
            StateImage image,
            ConfigurationBuffer buffer,
            string name,
            int identifier,
            int stateAt
        )
        {
            this.records = records;
            this.image = image;
            this.buffer = buffer;
            this.identifier = identifier;
            this.stateAt = stateAt;
            for (int slot = 0; slot < Slots; slot++)
            {
                names[slot] = name + Suffix(slot);
            }
        }

        /// <summary>Says whether what a record holds is a table; null takes whatever has the right check.</summary>
        public ITableJudge Judge { get; set; }

        /// <summary>True if a table is in force; false on a new meter.</summary>
        public bool HasActive
        {
            get { return ActiveSlot > 0; }
        }

        /// <summary>True if a table waits for its time.</summary>
        public bool HasPassive
        {
            get { return PassiveSlot > 0; }
        }

        /// <summary>When the waiting table comes into force, seconds since 2000; <see cref="Never"/> if none waits.</summary>
        public int ActivationSeconds
        {
            get { return HasPassive ? image.GetInt32(stateAt + MomentAt) : Never; }
        }

        private int ActiveSlot
        {
            get { return image.GetByte(stateAt + SlotsAt) & SlotMask; }
        }

        private int PassiveSlot
        {
            get { return image.GetByte(stateAt + SlotsAt) >> SlotBits; }
        }

        /// <summary>True for an octet of slots that this class may have made.</summary>
        public static bool IsState(int slots)
        {
            return (slots & SlotMask) <= Slots && slots >> SlotBits <= Slots;
        }

        /// <summary>Reads the table in force.</summary>
        /// <param name="payload">Receives it.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its exact length.</param>
        /// <returns>False if there is none or it is damaged: then nothing was copied.</returns>
        public bool ReadActive(byte[] payload, int offset, int count)
        {
            return Copy(LoadActive(), payload, offset, count);
        }

        /// <summary>
        /// The moment of the table given last, seconds since 2000, also once it has come; 0 where it came at once.
        /// </summary>
        public int MomentSeconds
        {
            get { return image.GetInt32(stateAt + MomentAt); }
        }

        /// <summary>Brings the table in force into the working buffer, from <see cref="HeaderLength"/> on.</summary>
        /// <returns>The payload's length, or -1 if there is none or it is damaged.</returns>
        public int LoadActive()
        {
            return Load(ActiveSlot);
        }

        /// <summary>Brings the table that waits into the working buffer, as <see cref="LoadActive"/> the one in force.</summary>
        /// <returns>The payload's length, or -1 if there is none or it is damaged.</returns>
        public int LoadPassive()
        {
            return Load(PassiveSlot);
        }

        /// <summary>
        /// Gives a table, already judged, that comes into force later; one that waits already is replaced. It takes
        /// effect with the next commit of the image.
        /// </summary>
        /// <param name="payload">The table.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">Its length, 1 to <see cref="MaximumPayload"/>.</param>
        /// <param name="activationSeconds">When, seconds since 2000-01-01T00:00:00Z; 0 for at once.</param>
        /// <param name="command">
        /// The <see cref="CommandLength"/> octets of the command to whose sender the outcome is told, or null.
        /// </param>
        /// <returns><see cref="TableResult.Ok"/>, BadForm or StorageFailed: then nothing has changed.</returns>
        public int Give(byte[] payload, int offset, int count, int activationSeconds, byte[] command)
        {
            if (count < 1 || count > MaximumPayload)
            {
                return TableResult.BadForm;
            }
            BeginChange();
            int slot = FreeSlot();
            if (!Store(slot, payload, offset, count, command))
            {
                return TableResult.StorageFailed;
            }
            image.SetByte(stateAt + SlotsAt, ActiveSlot | (slot << SlotBits));
            image.SetInt32(stateAt + MomentAt, activationSeconds);
            return TableResult.Ok;
        }

        /// <summary>Brings the waiting table into force, with the next commit of the image.</summary>
        /// <returns>False if none waits.</returns>
        public bool Activate()
        {
            BeginChange();
            int slot = PassiveSlot;
            image.SetByte(stateAt + SlotsAt, slot > 0 ? slot : ActiveSlot);
            return slot > 0;
        }

        /// <summary>Forgets the waiting table, with the next commit of the image.</summary>
        /// <returns>False if none waits.</returns>
        public bool Cancel()
        {
            BeginChange();
            bool waited = HasPassive;
            image.SetByte(stateAt + SlotsAt, ActiveSlot);
            return waited;
        }

        /// <summary>
        /// Takes away the records that the image no longer names, once it is on the flash: a block each. One that is refused
        /// is left for the next change or start.
        /// </summary>
        public void FreeUnnamed()
        {
            if (!mayHoldUnnamed || image.Commits == commitsSeen)
            {
                return;
            }
            mayHoldUnnamed = false;
            for (int slot = 1; slot <= Slots; slot++)
            {
                bool isNamed = slot == ActiveSlot || slot == PassiveSlot;
                if (!isNamed && records.ReadAt(names[slot - 1], 0, buffer.Octets, 0, 1) != StoreResult.NotFound)
                {
                    records.Delete(names[slot - 1]);
                }
            }
        }

        // The first change after a commit: until now memory and flash named the same.
        private void BeginChange()
        {
            if (image.Commits != commitsSeen)
            {
                commitsSeen = image.Commits;
                committed = image.GetByte(stateAt + SlotsAt);
            }
            mayHoldUnnamed = true;
        }

        // Neither what is in force, nor anything that the image on the flash still needs: the power may fail before the
        // commit, and a commit that is refused may be tried again long after. What was given since the last one is written
        // over, so one of four is always free.
        private int FreeSlot()
        {
            int slot = 1;
            while (slot == ActiveSlot || slot == (committed & SlotMask) || slot == committed >> SlotBits)
            {
                slot++;
            }
            return slot;
        }

        private static string Suffix(int slot)
        {
            switch (slot)
            {
                case 0:
                    return "-a";
                case 1:
                    return "-b";
                case 2:
                    return "-c";
                default:
                    return "-d";
            }
        }

        private bool Store(int slot, byte[] payload, int offset, int count, byte[] command)
        {
            byte[] record = buffer.Octets;
            Array.Copy(payload, offset, record, HeaderLength, count);
            record[0] = (byte)'M';
            record[1] = (byte)'C';
            record[2] = FormatVersion;
            record[3] = (byte)identifier;
            Octets.SetUInt16(record, 4, count);
            Octets.SetUInt16(record, 6, command == null ? 0 : CommandLength);
            int end = HeaderLength + count;
            if (command != null)
            {
                Array.Copy(command, 0, record, end, CommandLength);
                end += CommandLength;
            }
            Octets.SetInt32(record, end, Crc32.Compute(record, 0, end));
            return records.Write(names[slot - 1], record, 0, end + CheckLength) == StoreResult.Ok;
        }

        private int Load(int slot)
        {
            if (slot == 0)
            {
                return -1;
            }
            byte[] record = buffer.Octets;
            int read = records.Read(names[slot - 1], record, 0, ConfigurationBuffer.Length);
            int behind = read > HeaderLength ? Octets.GetUInt16(record, 6) : 0;
            int count = read - HeaderLength - behind - CheckLength;
            bool ours =
                count > 0
                && (behind == 0 || behind == CommandLength)
                && record[0] == 'M'
                && record[1] == 'C'
                && record[2] == FormatVersion
                && record[3] == identifier
                && Octets.GetUInt16(record, 4) == count;
            bool isWhole =
                ours && Octets.GetInt32(record, read - CheckLength) == Crc32.Compute(record, 0, read - CheckLength);
            bool isTable =
                isWhole && (Judge == null || Judge.Judge(identifier, record, HeaderLength, count) == TableResult.Ok);
            buffer.CommandAt = isTable && behind > 0 ? HeaderLength + count : NoCommand;
            return isTable ? count : -1;
        }

        private bool Copy(int length, byte[] payload, int offset, int count)
        {
            if (length != count)
            {
                return false;
            }
            Array.Copy(buffer.Octets, HeaderLength, payload, offset, count);
            return true;
        }
    }
}

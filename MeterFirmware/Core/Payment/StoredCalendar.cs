using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;
using MeterFirmware.Hal;

namespace MeterFirmware.Core.Payment
{
    /// <summary>
    /// A non-disablement calendar in a record of its own. What is in force and what waits are generations that the image
    /// names; a new one is written under a name that neither has, so it counts only once the image that names it is committed.
    /// </summary>
    public abstract class StoredCalendar : NonDisablementCalendar
    {
        /// <summary>What <see cref="Save"/> gives when the storage refused.</summary>
        public const int Refused = -1;

        /// <summary>The octets of a special day: year (2, 0xFFFF for any), month (0xFF for any), day, day id.</summary>
        public const int SpecialDayLength = 5;

        /// <summary>The most special days (SMETS2 4.6.4.20, 5.7.4.30).</summary>
        public const int MaxSpecialDays = 20;

        private const int NotLoaded = -1;
        private const int Slots = 3;
        private const int HeaderLength = 6;
        private const int CheckLength = 4;

        private readonly StateImage image;
        private readonly IRecordStore records;
        private readonly ConfigurationBuffer buffer;
        private readonly int length;
        private readonly byte[] active;
        private int loaded;

        /// <summary>Binds the calendar to its storage.</summary>
        /// <param name="image">Names the generations.</param>
        /// <param name="records">Holds the records.</param>
        /// <param name="buffer">Lends the working space.</param>
        /// <param name="table">The octets of a table.</param>
        protected StoredCalendar(StateImage image, IRecordStore records, ConfigurationBuffer buffer, int table)
        {
            this.image = image;
            this.records = records;
            this.buffer = buffer;
            length = HeaderLength + table + CheckLength;
            Draft = new byte[table];
            active = new byte[table];
        }

        /// <summary>The table that commands fill, until <see cref="Save"/>.</summary>
        public byte[] Draft { get; }

        /// <summary>The table in force; all zero if there is none, or its record is damaged.</summary>
        protected byte[] Active
        {
            get
            {
                int generation = image.GetInt32(PaymentLayout.Settings + 4 * PaymentSetting.Calendar);
                if (generation != loaded)
                {
                    Load(generation);
                }
                return active;
            }
        }

        /// <summary>Writes the draft as a new generation, which nothing names yet.</summary>
        /// <returns>
        /// The generation, for <see cref="PaymentEngine.SetPassive"/>; or <see cref="Refused"/>.
        /// </returns>
        public int Save()
        {
            int inForce = image.GetInt32(PaymentLayout.Settings + 4 * PaymentSetting.Calendar);
            int waiting = image.GetInt32(PaymentLayout.PassiveSettings + 4 * PaymentSetting.Calendar);
            int generation = (inForce > waiting ? inForce : waiting) + 1;
            while (IsSameSlot(generation, inForce) || IsSameSlot(generation, waiting))
            {
                generation++;
            }
            byte[] record = buffer.Octets;
            record[0] = (byte)'N';
            record[1] = (byte)'D';
            Octets.SetInt32(record, 2, generation);
            System.Array.Copy(Draft, 0, record, HeaderLength, Draft.Length);
            int check = length - CheckLength;
            Octets.SetInt32(record, check, Crc32.Compute(record, 0, check));
            // After a commit that was refused the generation is given anew, to other content than was loaded.
            loaded = NotLoaded;
            bool written = records.Write(NameOf(generation), record, 0, length) == StoreResult.Ok;
            return written ? generation : Refused;
        }

        /// <inheritdoc/>
        public override bool Holds(int generation)
        {
            return generation == 0 || Read(generation);
        }

        /// <summary>True if a special day is the day: <see cref="SpecialDayLength"/> octets with wildcards.</summary>
        /// <param name="table">Holds it.</param>
        /// <param name="at">Where it begins.</param>
        /// <param name="date">The date as <see cref="UtcTime.DateOf"/> gives it.</param>
        protected static bool IsDay(byte[] table, int at, int date)
        {
            int year = Octets.GetUInt16(table, at);
            int month = table[at + 2];
            return (year == 0xFFFF || year == date / 10000)
                && (month == 0xFF || month == date / 100 % 100)
                && table[at + 3] == date % 100;
        }

        private void Load(int generation)
        {
            loaded = generation;
            System.Array.Clear(active, 0, active.Length);
            if (generation != 0 && Read(generation))
            {
                System.Array.Copy(buffer.Octets, HeaderLength, active, 0, active.Length);
            }
        }

        private bool Read(int generation)
        {
            byte[] record = buffer.Octets;
            int check = length - CheckLength;
            return records.Read(NameOf(generation), record, 0, length) == length
                && Octets.GetInt32(record, 2) == generation
                && Octets.GetInt32(record, check) == Crc32.Compute(record, 0, check);
        }

        private static bool IsSameSlot(int generation, int other)
        {
            return other != 0 && generation % Slots == other % Slots;
        }

        private static string NameOf(int generation)
        {
            switch (generation % Slots)
            {
                case 0:
                    return "calendar-0";
                case 1:
                    return "calendar-1";
                default:
                    return "calendar-2";
            }
        }
    }
}

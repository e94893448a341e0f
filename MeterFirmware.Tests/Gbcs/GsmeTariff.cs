using MeterFirmware.Gbcs;

namespace MeterFirmware.Tests.Gbcs
{
    /// <summary>
    /// Tariffs for a gas meter, as GCS01a and GCS01b carry them: by default tier 1 on working days and tier 2 at weekends, with
    /// one special day of tier 3; or three thresholds. A test spoils what it wants to.
    /// </summary>
    public sealed class GsmeTariff
    {
        private const int Price = 0x0700;
        private const int Calendar = 0x0707;

        private readonly OctetWriter octets = new OctetWriter(2048);
        private int componentAt;
        private int components;

        /// <summary>When it comes into force, seconds since 2000; 0 for now, -1 for never.</summary>
        public int Moment { get; set; }

        /// <summary>The moment of the prices, where it is another.</summary>
        public int PriceMoment { get; set; }

        /// <summary>True for a tariff by blocks.</summary>
        public bool IsByBlocks { get; set; }

        /// <summary>The scheme that the Tariff Information tells, where it is another: 0 by time of use, 1 by blocks.</summary>
        public int Scheme { get; set; } = -1;

        /// <summary>How many weeks are announced.</summary>
        public int Weeks { get; set; } = 1;

        /// <summary>The week of the season.</summary>
        public int SeasonWeek { get; set; } = 1;

        /// <summary>The day profile of Sundays.</summary>
        public int Sunday { get; set; } = 2;

        /// <summary>The minute at which the day profiles begin.</summary>
        public int Minute { get; set; }

        /// <summary>The tier of weekends.</summary>
        public int WeekendTier { get; set; } = 2;

        /// <summary>The day profile of the special day, 25 December.</summary>
        public int SpecialDay { get; set; } = 3;

        /// <summary>The second threshold, Wh; the first is 1,000,000.</summary>
        public int SecondThreshold { get; set; } = 2000000;

        /// <summary>The first price, millipence a kWh; each further one is 1,000 more.</summary>
        public int FirstPrice { get; set; } = 6000;

        /// <summary>The identifier of the second price, less that of the first.</summary>
        public int SecondIdentifier { get; set; } = 1;

        /// <summary>The standing charge, millipence a day.</summary>
        public int StandingCharge { get; set; } = 28000;

        /// <summary>Currency: 826 or 978.</summary>
        public int Currency { get; set; } = 826;

        /// <summary>The decimals of all amounts.</summary>
        public int TrailingDigit { get; set; } = 0x50;

        /// <summary>GCS01a: the whole tariff.</summary>
        public byte[] Whole()
        {
            Begin();
            AddCalendar();
            AddInformation();
            if (IsByBlocks)
            {
                AddThresholds();
            }
            AddPrices();
            return Finish();
        }

        /// <summary>GCS01b: prices and standing charge.</summary>
        public byte[] Prices()
        {
            Begin();
            AddInformation();
            AddPrices();
            return Finish();
        }

        /// <summary>Prices without the Tariff Information that says what they are.</summary>
        public byte[] PricesAlone()
        {
            Begin();
            AddPrices();
            return Finish();
        }

        private void AddCalendar()
        {
            int days = IsByBlocks ? 1 : 3;
            Component(Calendar, 0, true);
            Time(Moment, -2);
            octets.WriteByte(0);
            octets.WriteByte(0);
            octets.WriteByte(0);
            octets.WriteByte(1);
            octets.WriteByte(Weeks);
            octets.WriteByte(days);
            End();
            for (int day = 1; day <= days; day++)
            {
                Component(Calendar, 1, true);
                octets.WriteByte(day);
                octets.WriteByte(1);
                octets.WriteByte(0);
                octets.WriteByte(1);
                octets.WriteByte(0);
                octets.WriteByte(Minute);
                octets.WriteByte(0);
                octets.WriteByte(TierOf(day));
                End();
            }
            Component(Calendar, 2, true);
            octets.WriteByte(1);
            for (int day = 1; day <= 7; day++)
            {
                octets.WriteByte(IsByBlocks || day < 6 ? 1 : Sunday);
            }
            End();
            Component(Calendar, 3, true);
            octets.WriteByte(0);
            octets.WriteByte(1);
            Date(1, 1, SeasonWeek);
            End();
            Component(Calendar, 4, true);
            Time(Moment, -2);
            octets.WriteByte(0);
            octets.WriteByte(IsByBlocks ? 0 : 1);
            octets.WriteByte(0);
            octets.WriteByte(1);
            if (!IsByBlocks)
            {
                Date(12, 25, SpecialDay);
            }
            End();
        }

        private void AddInformation()
        {
            Component(Price, 4, false);
            Little(1, 4);
            Time(Moment, -1);
            int scheme = Scheme < 0 ? (IsByBlocks ? 1 : 0) : Scheme;
            octets.WriteByte(scheme << 4);
            octets.WriteByte(0);
            octets.WriteByte(IsByBlocks ? 0 : 3);
            octets.WriteByte(IsByBlocks ? 3 : 0);
            octets.WriteByte(0);
            Little(Currency, 2);
            octets.WriteByte(TrailingDigit);
            Little(StandingCharge, 4);
            octets.WriteByte(0xFF);
            Little(1, 3);
            Little(1000, 3);
            End();
        }

        private void AddThresholds()
        {
            Component(Price, 6, false);
            Time(Moment, -2);
            Little(1, 4);
            octets.WriteByte(0);
            octets.WriteByte(1);
            octets.WriteByte(1);
            octets.WriteByte(3);
            Threshold(1000000);
            Threshold(SecondThreshold);
            Threshold(3000000);
            End();
        }

        private void AddPrices()
        {
            Component(Price, 5, false);
            Time(PriceMoment == 0 ? Moment : PriceMoment, -2);
            Little(1, 4);
            octets.WriteByte(0);
            octets.WriteByte(1);
            octets.WriteByte(IsByBlocks ? 0 : 1);
            for (int i = 0; i < (IsByBlocks ? 4 : 3); i++)
            {
                int step = i == 1 ? SecondIdentifier : i;
                octets.WriteByte(IsByBlocks ? step : step + 1);
                Little(FirstPrice + 1000 * i, 4);
            }
            End();
        }

        private int TierOf(int day)
        {
            if (IsByBlocks)
            {
                return 0;
            }
            return day == 2 ? WeekendTier : day;
        }

        private void Date(int month, int day, int identifier)
        {
            octets.WriteByte(0xFF);
            octets.WriteByte(month);
            octets.WriteByte(day);
            octets.WriteByte(0xFF);
            octets.WriteByte(identifier);
        }

        private void Threshold(int wh)
        {
            Little(wh, 4);
            Little(0, 2);
        }

        private void Time(int moment, int none)
        {
            Little(moment < 0 ? none : moment, 4);
        }

        private void Begin()
        {
            octets.Position = 0;
            components = 0;
            octets.WriteUInt16(0x0109);
            octets.WriteByte(0);
        }

        private void Component(int cluster, int command, bool isCalendar)
        {
            componentAt = octets.Position;
            octets.WriteByte(0);
            octets.WriteUInt16(cluster);
            octets.WriteUInt16(0);
            octets.WriteByte(9);
            octets.WriteByte(components);
            octets.WriteByte(command);
            Little(0, 4);
            Little(1, 4);
            if (isCalendar)
            {
                Little(1, 4);
            }
        }

        private void End()
        {
            int length = octets.Position - componentAt - 5;
            octets.Raw[componentAt + 3] = (byte)(length >> 8);
            octets.Raw[componentAt + 4] = (byte)length;
            components++;
        }

        private byte[] Finish()
        {
            octets.Raw[componentAt] = 1;
            octets.Raw[2] = (byte)components;
            byte[] payload = new byte[octets.Position];
            System.Array.Copy(octets.Raw, 0, payload, 0, payload.Length);
            return payload;
        }

        private void Little(int value, int count)
        {
            for (int i = 0; i < count; i++)
            {
                octets.WriteByte((value >> (8 * i)) & 0xFF);
            }
        }
    }
}

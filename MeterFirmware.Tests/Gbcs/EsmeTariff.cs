using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Time;
using MeterFirmware.Gbcs;

namespace MeterFirmware.Tests.Gbcs
{
    /// <summary>
    /// Tariffs for an electricity meter, as ECS01a to ECS01d carry them: by default rate 2 from 23:00 to 7:00 and else rate 1, in
    /// two seasons, with one special day that is all column 1 of the block tariff. A test spoils what it wants to.
    /// </summary>
    public sealed class EsmeTariff
    {
        private const int Set = 2;
        private const int Charge = 113;
        private const int Calendar = 20;
        private const int Extended = 9000;

        private readonly OctetWriter octets = new OctetWriter(4096);
        private int instructions;
        private bool isData;

        /// <summary>When it comes into force, seconds since 2000; 0 for now, <see cref="PaymentEngine.Never"/> for never.</summary>
        public long Moment { get; set; }

        /// <summary>The moment of the prices, where it is another.</summary>
        public long PriceMoment { get; set; }

        /// <summary>The month in which the second season begins; the first begins in January.</summary>
        public int SecondSeason { get; set; } = 7;

        /// <summary>The hour at which the second season begins.</summary>
        public int SeasonHour { get; set; }

        /// <summary>The week of the second season.</summary>
        public int SecondWeek { get; set; } = 1;

        /// <summary>The day profile of Sundays.</summary>
        public int Sunday { get; set; } = 1;

        /// <summary>The hour at which rate 1 begins.</summary>
        public int Morning { get; set; } = 7;

        /// <summary>The script that begins at 23:00.</summary>
        public int NightScript { get; set; } = 2;

        /// <summary>The day profile of the special day, 25 December.</summary>
        public int SpecialDay { get; set; } = 2;

        /// <summary>The second threshold of the first column, Wh; the first is 1,000.</summary>
        public int SecondThreshold { get; set; } = 2000;

        /// <summary>The price of rate 1, millipence a kWh.</summary>
        public int DayPrice { get; set; } = 24500;

        /// <summary>The price of rate 2.</summary>
        public int NightPrice { get; set; } = 12000;

        /// <summary>The power of ten of the prices.</summary>
        public int PriceScale { get; set; } = -5;

        /// <summary>The index of the last price.</summary>
        public int LastPrice { get; set; } = 0xD8;

        /// <summary>The standing charge, millipence a day, below 32,768.</summary>
        public int StandingCharge { get; set; } = 30000;

        /// <summary>True for pounds.</summary>
        public bool IsPounds { get; set; } = true;

        /// <summary>ECS01a: the whole tariff.</summary>
        public byte[] Whole()
        {
            Begin(21);
            AddWhole();
            Turn();
            AddWhole();
            return Finish();
        }

        /// <summary>ECS01b: prices and standing charge.</summary>
        public byte[] Prices()
        {
            Begin(4);
            AddPrices();
            Turn();
            AddPrices();
            return Finish();
        }

        /// <summary>ECS01c: the whole tariff of a secondary element.</summary>
        public byte[] Secondary()
        {
            Begin(8);
            AddSecondary();
            Turn();
            AddSecondary();
            return Finish();
        }

        /// <summary>ECS01d: its prices.</summary>
        public byte[] SecondaryPrices()
        {
            Begin(2);
            AddSecondaryPrices();
            Turn();
            AddSecondaryPrices();
            return Finish();
        }

        /// <summary>An activation time of prices that nobody has given.</summary>
        public byte[] ActivationAlone()
        {
            Begin(1);
            AddTime(Charge, 20, 0, 7, Moment);
            Turn();
            AddTime(Charge, 20, 0, 7, Moment);
            return Finish();
        }

        /// <summary>ECS05: a script of the Tariff Switching Table's.</summary>
        public static byte[] Script(int script)
        {
            return new byte[]
            {
                0xD9,
                0x20,
                0,
                0,
                1,
                0,
                1,
                3,
                0,
                9,
                0,
                0,
                10,
                0,
                100,
                255,
                1,
                1,
                0x12,
                0,
                (byte)script,
            };
        }

        // The specifications come first and the data behind them, so each instruction is told twice.
        private void AddWhole()
        {
            AddCalendar(0);
            for (int column = 0; column < 8; column++)
            {
                if (Is(21, 0, 0, 16, 1, 11 + column, 255, 2))
                {
                    bool isFirst = column == 0;
                    octets.WriteByte(1);
                    octets.WriteByte(isFirst ? 2 : 1);
                    UInt32(isFirst ? 1000 : -1);
                    if (isFirst)
                    {
                        UInt32(SecondThreshold);
                    }
                }
            }
            if (Is(Extended, 0, 0, 94, 44, 2, 0, 4))
            {
                octets.WriteByte(3);
                octets.WriteByte(IsPounds ? 0xFF : 0);
            }
            AddStandingCharge();
            AddMatrix();
            Time(Calendar, 0, 0, 13, 0, 0, 255, 10, Moment);
            Time(Extended, 0, 0, 94, 44, 128, 29, 6, Moment);
            Time(Extended, 0, 0, 94, 44, 2, 0, 6, Moment);
            AddTime(Charge, 20, 4, 7, Moment);
            AddTime(Charge, 20, 0, 7, PriceMoment == 0 ? Moment : PriceMoment);
            Time(Extended, 0, 0, 63, 1, 1, 255, 6, Moment);
        }

        private void AddPrices()
        {
            AddStandingCharge();
            AddMatrix();
            AddTime(Charge, 20, 4, 7, Moment);
            AddTime(Charge, 20, 0, 7, PriceMoment == 0 ? Moment : PriceMoment);
        }

        private void AddSecondary()
        {
            AddSecondaryMatrix();
            AddCalendar(1);
            Time(Calendar, 0, 0, 13, 0, 1, 255, 10, Moment);
            AddTime(Charge, 20, 5, 7, Moment);
            Time(Extended, 0, 0, 94, 44, 128, 30, 6, Moment);
        }

        private void AddSecondaryPrices()
        {
            AddSecondaryMatrix();
            AddTime(Charge, 20, 5, 7, Moment);
        }

        private void AddCalendar(int element)
        {
            if (Is(Calendar, 0, 0, 13, 0, element, 255, 7))
            {
                octets.WriteByte(1);
                octets.WriteByte(2);
                Season(1, 0, 1);
                Season(SecondSeason, SeasonHour, SecondWeek);
            }
            if (Is(Calendar, 0, 0, 13, 0, element, 255, 8))
            {
                octets.WriteByte(1);
                octets.WriteByte(1);
                octets.WriteByte(2);
                octets.WriteByte(8);
                OctetString(1, 1);
                for (int day = 1; day <= 7; day++)
                {
                    UInt8(day == 7 ? Sunday : 1);
                }
            }
            if (Is(Calendar, 0, 0, 13, 0, element, 255, 9))
            {
                octets.WriteByte(1);
                octets.WriteByte(2);
                octets.WriteByte(2);
                octets.WriteByte(2);
                UInt8(1);
                octets.WriteByte(1);
                octets.WriteByte(2);
                Entry(Morning, element == 0 ? 1 : 201);
                Entry(23, element == 0 ? NightScript : 202);
                octets.WriteByte(2);
                octets.WriteByte(2);
                UInt8(2);
                octets.WriteByte(1);
                octets.WriteByte(1);
                Entry(0, element == 0 ? 101 : 204);
            }
            if (Is(11, 0, 1, 11, 0, element, 255, 2))
            {
                octets.WriteByte(1);
                octets.WriteByte(1);
                octets.WriteByte(2);
                octets.WriteByte(3);
                UInt16(1);
                octets.WriteByte(9);
                octets.WriteByte(5);
                octets.WriteUInt16(0xFFFF);
                octets.WriteByte(12);
                octets.WriteByte(25);
                octets.WriteByte(0xFF);
                UInt8(SpecialDay);
            }
        }

        private void AddStandingCharge()
        {
            if (Is(Charge, 0, 0, 19, 20, 4, 255, 6))
            {
                ChargeHeader(0, -5, 0, 0);
                octets.WriteByte(1);
                octets.WriteByte(1);
                octets.WriteByte(2);
                octets.WriteByte(2);
                octets.WriteByte(9);
                octets.WriteByte(0);
                Int16(StandingCharge);
            }
        }

        private void AddMatrix()
        {
            if (!Is(Charge, 0, 0, 19, 20, 0, 255, 6))
            {
                return;
            }
            ChargeHeader(3, PriceScale, 3, 0);
            octets.WriteByte(1);
            octets.WriteByte(80);
            for (int i = 1; i <= 48; i++)
            {
                Price(i, i == 1 ? DayPrice : NightPrice);
            }
            for (int block = 0; block < 4; block++)
            {
                for (int column = 1; column <= 8; column++)
                {
                    int index = 0xA0 + 16 * block + column;
                    Price(index == 0xD8 ? LastPrice : index, 1000 * (block + 1));
                }
            }
        }

        private void AddSecondaryMatrix()
        {
            if (!Is(Charge, 0, 0, 19, 20, 5, 255, 6))
            {
                return;
            }
            ChargeHeader(3, PriceScale, 3, 20);
            octets.WriteByte(1);
            octets.WriteByte(4);
            for (int i = 1; i <= 4; i++)
            {
                Price(i, i == 1 ? DayPrice : NightPrice);
            }
        }

        private void ChargeHeader(int commodityScale, int priceScale, int referenced, int element)
        {
            bool isNone = referenced == 0;
            octets.WriteByte(2);
            octets.WriteByte(3);
            octets.WriteByte(2);
            octets.WriteByte(2);
            Int8(commodityScale);
            Int8(priceScale);
            octets.WriteByte(2);
            octets.WriteByte(3);
            UInt16(referenced);
            octets.WriteByte(9);
            octets.WriteByte(6);
            octets.WriteByte(isNone ? 0 : 1);
            octets.WriteByte(element);
            octets.WriteByte(isNone ? 0 : 1);
            octets.WriteByte(isNone ? 0 : 8);
            octets.WriteByte(0);
            octets.WriteByte(isNone ? 0 : 255);
            Int8(isNone ? 0 : 2);
        }

        private void Season(int month, int hour, int week)
        {
            octets.WriteByte(2);
            octets.WriteByte(3);
            OctetString(1, 'A');
            octets.WriteByte(9);
            octets.WriteByte(12);
            octets.WriteUInt16(0xFFFF);
            octets.WriteByte(month);
            octets.WriteByte(1);
            octets.WriteByte(0xFF);
            octets.WriteByte(hour);
            octets.WriteByte(0);
            octets.WriteByte(0);
            octets.WriteByte(0);
            octets.WriteUInt16(0x8000);
            octets.WriteByte(0xFF);
            OctetString(1, week);
        }

        private void Entry(int hour, int script)
        {
            octets.WriteByte(2);
            octets.WriteByte(3);
            octets.WriteByte(9);
            octets.WriteByte(4);
            octets.WriteByte(hour);
            octets.WriteByte(0);
            octets.WriteUInt16(0);
            octets.WriteByte(9);
            octets.WriteByte(6);
            octets.WriteUInt16(0);
            octets.WriteByte(10);
            octets.WriteByte(0);
            octets.WriteByte(100);
            octets.WriteByte(255);
            UInt16(script);
        }

        private void Price(int index, int millipence)
        {
            octets.WriteByte(2);
            octets.WriteByte(2);
            OctetString(1, index);
            Int16(millipence);
        }

        private void AddTime(int cosemClass, int d, int e, int attribute, long moment)
        {
            Time(cosemClass, 0, 0, 19, d, e, 255, attribute, moment);
        }

        private void Time(int cosemClass, int a, int b, int c, int d, int e, int f, int attribute, long moment)
        {
            if (!Is(cosemClass, a, b, c, d, e, f, attribute))
            {
                return;
            }
            octets.WriteByte(9);
            octets.WriteByte(12);
            if (moment > 0)
            {
                UtcTime.WriteCosem(moment, octets.Raw, octets.Reserve(12));
                return;
            }
            for (int i = 0; i < 9; i++)
            {
                octets.WriteByte(moment == 0 ? 0 : 0xFF);
            }
            octets.WriteUInt16(0x8000);
            octets.WriteByte(0xFF);
        }

        // True where the instruction's data is to be written; else its specification is.
        private bool Is(int cosemClass, int a, int b, int c, int d, int e, int f, int attribute)
        {
            if (!isData)
            {
                octets.WriteByte(Set);
                octets.WriteUInt16(cosemClass);
                octets.WriteByte(a);
                octets.WriteByte(b);
                octets.WriteByte(c);
                octets.WriteByte(d);
                octets.WriteByte(e);
                octets.WriteByte(f);
                octets.WriteByte(attribute);
            }
            return isData;
        }

        private void Begin(int count)
        {
            octets.Position = 0;
            instructions = count;
            isData = false;
            octets.WriteByte(0xD9);
            octets.WriteByte(0x20);
            octets.WriteByte(0);
            octets.WriteUInt16(1);
            octets.WriteByte(0);
            octets.WriteByte(count);
        }

        private void Turn()
        {
            isData = true;
            octets.WriteByte(instructions);
        }

        private byte[] Finish()
        {
            byte[] payload = new byte[octets.Position];
            System.Array.Copy(octets.Raw, 0, payload, 0, payload.Length);
            return payload;
        }

        private void OctetString(int length, int octet)
        {
            octets.WriteByte(9);
            octets.WriteByte(length);
            octets.WriteByte(octet);
        }

        private void UInt8(int value)
        {
            octets.WriteByte(0x11);
            octets.WriteByte(value);
        }

        private void Int8(int value)
        {
            octets.WriteByte(0x0F);
            octets.WriteByte(value & 0xFF);
        }

        private void UInt16(int value)
        {
            octets.WriteByte(0x12);
            octets.WriteUInt16(value);
        }

        private void Int16(int value)
        {
            octets.WriteByte(0x10);
            octets.WriteUInt16(value);
        }

        private void UInt32(int value)
        {
            octets.WriteByte(6);
            octets.WriteInt32(value);
        }
    }
}

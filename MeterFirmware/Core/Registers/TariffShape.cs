namespace MeterFirmware.Core.Registers
{
    /// <summary>How large the tariff tables of a meter are (SMETS.md A.4).</summary>
    public sealed class TariffShape
    {
        private TariffShape(int touRegisters, int blockTou, int registerLength, int priceLength)
        {
            TouRegisters = touRegisters;
            BlockTou = blockTou;
            RegisterLength = registerLength;
            PriceLength = priceLength;
        }

        /// <summary>Blocks of a block tariff.</summary>
        public const int Blocks = 4;

        /// <summary>Thresholds between them.</summary>
        public const int Thresholds = 3;

        /// <summary>Time-of-use registers without blocks: rates 1 to this.</summary>
        public int TouRegisters { get; }

        /// <summary>Time-of-use columns of the block tariff: the rates that follow.</summary>
        public int BlockTou { get; }

        /// <summary>The octets of a register: 4 where it wraps at 32 bits, else 8.</summary>
        public int RegisterLength { get; }

        /// <summary>The octets of a price in its table.</summary>
        public int PriceLength { get; }

        /// <summary>Seasons of the switching table.</summary>
        public int Seasons { get; private set; }

        /// <summary>Week profiles of the switching table.</summary>
        public int Weeks { get; private set; }

        /// <summary>Day profiles of the switching table.</summary>
        public int Days { get; private set; }

        /// <summary>Entries of a day profile.</summary>
        public int Entries { get; private set; }

        /// <summary>Special days.</summary>
        public int SpecialDays { get; private set; }

        /// <summary>True for gas: volumes are converted to energy.</summary>
        public bool IsGas
        {
            get { return RegisterLength == 8; }
        }

        /// <summary>The highest rate identifier.</summary>
        public int Rates
        {
            get { return TouRegisters + BlockTou; }
        }

        /// <summary>How many prices there are: one a register, and one a block and column.</summary>
        public int Prices
        {
            get { return TouRegisters + Blocks * BlockTou; }
        }

        /// <summary>The ESME's only or primary element: 48 rates, 4 blocks by 8, 80 prices.</summary>
        public static TariffShape Esme()
        {
            return new TariffShape(48, 8, 4, 2)
            {
                Seasons = 4,
                Weeks = 4,
                Days = 16,
                Entries = 48,
                SpecialDays = 50,
            };
        }

        /// <summary>The secondary element of an ESME: 4 rates, no blocks.</summary>
        public static TariffShape EsmeSecondary()
        {
            return new TariffShape(4, 0, 4, 2)
            {
                Seasons = 4,
                Weeks = 4,
                Days = 16,
                Entries = 48,
                SpecialDays = 50,
            };
        }

        /// <summary>The GSME: 4 rates by day, or 4 blocks.</summary>
        public static TariffShape Gsme()
        {
            return new TariffShape(4, 1, 8, 4)
            {
                Seasons = 3,
                Weeks = 2,
                Days = 4,
                Entries = 1,
                SpecialDays = 20,
            };
        }
    }
}

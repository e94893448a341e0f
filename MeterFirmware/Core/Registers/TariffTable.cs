namespace MeterFirmware.Core.Registers
{
    /// <summary>The configuration tables of this part: each has one in force and one that may wait.</summary>
    public static class TariffTable
    {
        /// <summary>Tariff Switching Table.</summary>
        public const int Switching = 0;

        /// <summary>Its special days.</summary>
        public const int SpecialDays = 1;

        /// <summary>Tariff TOU and Block Price Matrix.</summary>
        public const int Prices = 2;

        /// <summary>Tariff Threshold Matrix.</summary>
        public const int Thresholds = 3;

        /// <summary>Standing Charge.</summary>
        public const int StandingCharge = 4;

        /// <summary>Currency Units, one octet: 1 for GB Pounds, 0 for Euro.</summary>
        public const int Currency = 5;

        /// <summary>Secondary element: Tariff Switching Table (ESME).</summary>
        public const int SecondarySwitching = 6;

        /// <summary>Secondary element: special days (ESME).</summary>
        public const int SecondarySpecialDays = 7;

        /// <summary>Secondary element: prices (ESME).</summary>
        public const int SecondaryPrices = 8;

        /// <summary>Conversion Factor and Calorific Value (GSME).</summary>
        public const int GasFactors = 9;

        /// <summary>Billing Calendar.</summary>
        public const int Billing = 10;

        /// <summary>Load limit (ESME) or Uncontrolled Gas Flow Rate (GSME).</summary>
        public const int Limits = 11;

        /// <summary>Labels of the tariff, its registers and the auxiliary controllers (SECMP0005, SECMP0019).</summary>
        public const int Labels = 12;

        /// <summary>The distributor's settings (SECMP0018, ESME).</summary>
        public const int Distributor = 13;

        /// <summary>Auxiliary Controller Calendar (ESME).</summary>
        public const int AuxiliaryCalendar = 14;

        /// <summary>Setting periods of the auxiliary controllers (ESME).</summary>
        public const int AuxiliaryPeriods = 15;

        /// <summary>How many there are.</summary>
        public const int Count = 16;

        /// <summary>True for the tables whose change is a change of the tariff, of either element.</summary>
        public static bool IsTariff(int table)
        {
            return table <= Thresholds || (table >= SecondarySwitching && table <= SecondaryPrices);
        }

        /// <summary>The name of a table's records, 3 characters.</summary>
        public static string NameOf(int table)
        {
            switch (table)
            {
                case Switching:
                    return "tsw";
                case SpecialDays:
                    return "tsd";
                case Prices:
                    return "tpr";
                case Thresholds:
                    return "tth";
                case StandingCharge:
                    return "tsc";
                case Currency:
                    return "tcu";
                case SecondarySwitching:
                    return "ssw";
                case SecondarySpecialDays:
                    return "ssd";
                case SecondaryPrices:
                    return "spr";
                case GasFactors:
                    return "gcf";
                case Billing:
                    return "bil";
                case Limits:
                    return "lim";
                case Labels:
                    return "lab";
                case Distributor:
                    return "dno";
                case AuxiliaryCalendar:
                    return "acc";
                default:
                    return "acp";
            }
        }
    }
}

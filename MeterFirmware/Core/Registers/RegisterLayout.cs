using MeterFirmware.Core.State;

namespace MeterFirmware.Core.Registers
{
    /// <summary>
    /// Where the registers and the state of the tariff and of time stand in the hot image, in octets. SPEC.md is their
    /// table. Registers are stored as they wrap: four octets on an ESME, eight on a GSME.
    /// </summary>
    public static class RegisterLayout
    {
        /// <summary>Where this part of the image begins.</summary>
        public const int Start = 768;

        /// <summary>Eight octets: Secondary Active Import Register, Wh.</summary>
        public const int SecondaryImport = Start;

        /// <summary>Eight octets: Active Export Register, Wh.</summary>
        public const int ActiveExport = SecondaryImport + 8;

        /// <summary>Eight octets: Reactive Export Register, varh.</summary>
        public const int ReactiveExport = ActiveExport + 8;

        /// <summary>Eight octets: Reactive Import Register, varh.</summary>
        public const int ReactiveImport = ReactiveExport + 8;

        /// <summary>Tariff TOU Register Matrix: 48 of four octets, or 4 of eight.</summary>
        public const int Tou = ReactiveImport + 8;

        /// <summary>Tariff TOU Block Register Matrix: block by block, 8 of four octets each. ESME only.</summary>
        public const int BlockRegisters = Tou + 48 * 4;

        /// <summary>Tariff Block Counter Matrix: as the block registers; a GSME has 4 of eight octets, litres.</summary>
        public const int BlockCounters = BlockRegisters + 32 * 4;

        /// <summary>Secondary Tariff TOU Register Matrix: 4 of four octets.</summary>
        public const int SecondaryTou = BlockCounters + 32 * 4;

        /// <summary>Four octets: cost not yet a whole millipence, in millionths of one.</summary>
        public const int CostRemainder = SecondaryTou + 4 * 4;

        /// <summary>Eight octets: cost that nobody has taken yet, millipence.</summary>
        public const int CostPending = CostRemainder + 4;

        /// <summary>Four octets: gas energy not yet a whole Wh, in 1/3,600,000 of one.</summary>
        public const int EnergyRemainder = CostPending + 8;

        /// <summary>Eight octets: gas energy since the meter was new, Wh.</summary>
        public const int EnergyTotal = EnergyRemainder + 4;

        /// <summary>On an ESME, in the same place: Maximum Demand Configurable Time Period, two minutes of the day.</summary>
        public const int DemandPeriod = EnergyTotal;

        /// <summary>Eight octets: gas energy since the block counters were reset, Wh.</summary>
        public const int BlockEnergy = EnergyTotal + 8;

        /// <summary>Eight octets: what resets took out of the block counters of a GSME, litres.</summary>
        public const int CountersCleared = BlockEnergy + 8;

        /// <summary>One octet: 1 while the time is known.</summary>
        public const int TimeKnown = CountersCleared + 8;

        /// <summary>One octet: the rate in force, 0 on a new meter for rate 1.</summary>
        public const int Rate = TimeKnown + 1;

        /// <summary>One octet: the rate in force on the secondary element.</summary>
        public const int SecondaryRate = Rate + 1;

        /// <summary>One octet: 1 from the first time that was known.</summary>
        public const int TimeWasKnown = SecondaryRate + 1;

        /// <summary>Four octets: the latest moment up to which everything due was done.</summary>
        public const int HighWater = TimeWasKnown + 1;

        /// <summary>Four octets: the open half hour, in half hours since 2000.</summary>
        public const int OpenHalfHour = HighWater + 4;

        /// <summary>Four octets a channel: the register, reduced to 32 bits, when its half hour began.</summary>
        public const int HalfHourBases = OpenHalfHour + 4;

        /// <summary>Four octets a channel: the register when the time was lost.</summary>
        public const int LossMarks = HalfHourBases + 4 * Channels;

        /// <summary>How many registers have half-hourly values.</summary>
        public const int Channels = 5;

        /// <summary>Four octets: the main register when the day began.</summary>
        public const int DayBase = LossMarks + 4 * Channels;

        /// <summary>Four octets: how many billing snapshots there were.</summary>
        public const int BillingCount = DayBase + 4;

        /// <summary>Four octets: the moment of the last billing date, -1 before the first.</summary>
        public const int BillingLast = BillingCount + 4;

        /// <summary>The state of the configuration tables, in the order of <see cref="TariffTable"/>.</summary>
        public const int Tables = BillingLast + 4;

        /// <summary>Room for this many tables.</summary>
        public const int TablePlaces = 14;

        /// <summary>Three times twelve octets: a maximum demand, W, its moment, and when it was reset.</summary>
        public const int MaximumDemands = Tables + ConfigurationTable.StateLength * TablePlaces;

        /// <summary>Four octets: Average RMS Over Voltage Counter.</summary>
        public const int OverVoltageCounter = MaximumDemands + 3 * 12;

        /// <summary>Two octets: Randomised Offset Number, 1 to 10,000, set at manufacture.</summary>
        public const int RandomisedOffsetNumber = OverVoltageCounter + 4;

        /// <summary>Two octets: Randomised Offset Limit, seconds.</summary>
        public const int RandomisedOffsetLimit = RandomisedOffsetNumber + 2;

        /// <summary>Five octets: the states of the auxiliary controllers.</summary>
        public const int AuxiliaryStates = RandomisedOffsetLimit + 2;

        /// <summary>Four octets: how many daily reads there were.</summary>
        public const int DailyReadCount = AuxiliaryStates + 5;

        /// <summary>Four octets: the first half hour not yet in the stored log.</summary>
        public const int PendingFirst = DailyReadCount + 4;

        /// <summary>One octet: how many half hours wait to be stored.</summary>
        public const int PendingCount = PendingFirst + 4;

        /// <summary>The half hours that wait: ten octets each, two a channel.</summary>
        public const int PendingHalfHours = PendingCount + 1;

        /// <summary>How many may wait.</summary>
        public const int PendingPlaces = 4;

        /// <summary>Elsewhere in the image: the state of the tables after the first <see cref="TablePlaces"/>.</summary>
        public const int MoreTables = 611;

        /// <summary>Room for this many more tables.</summary>
        public const int MoreTablePlaces = 2;

        /// <summary>Four octets: Average RMS Under Voltage Counter.</summary>
        public const int UnderVoltageCounter = MoreTables + ConfigurationTable.StateLength * MoreTablePlaces;

        /// <summary>One octet: which voltage conditions hold and were told.</summary>
        public const int VoltageConditions = UnderVoltageCounter + 4;

        /// <summary>Two octets: the measurement period, seconds, of what is in the voltage log; 0 for an empty log.</summary>
        public const int VoltagePeriod = VoltageConditions + 1;

        /// <summary>
        /// Four octets: the first measurement period, since 2000, that is not in the stored voltage log; what lies from it on
        /// does not count.
        /// </summary>
        public const int VoltageEnd = VoltagePeriod + 2;

        /// <summary>Where this second part ends: at most 632.</summary>
        public const int MoreEnd = VoltageEnd + 4;

        /// <summary>Where this part ends: at most 1,536.</summary>
        public const int End = PendingHalfHours + PendingPlaces * 2 * Channels;

        /// <summary>Where the state of a configuration table is.</summary>
        /// <param name="table">A <see cref="TariffTable"/>.</param>
        public static int TableAt(int table)
        {
            return table < TablePlaces
                ? Tables + ConfigurationTable.StateLength * table
                : MoreTables + ConfigurationTable.StateLength * (table - TablePlaces);
        }
    }
}

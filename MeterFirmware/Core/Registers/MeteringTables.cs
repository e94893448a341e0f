using MeterFirmware.Core.Payment;
using MeterFirmware.Core.State;
using MeterFirmware.Hal;

namespace MeterFirmware.Core.Registers
{
    /// <summary>The configuration tables of a meter, and the judgement on what is given for them.</summary>
    public sealed class MeteringTables : ITableJudge
    {
        private readonly ConfigurationTable[] tables = new ConfigurationTable[TariffTable.Count];
        private readonly TariffShape shape;
        private readonly TariffShape secondary;
        private readonly StateImage image;
        private int commitsSeen;

        /// <summary>Binds the tables to their records.</summary>
        /// <param name="records">The storage.</param>
        /// <param name="image">Holds which record is in force.</param>
        /// <param name="buffer">Lends the working space.</param>
        /// <param name="shape">The tariff's size.</param>
        /// <param name="secondary">That of the secondary element, or null.</param>
        public MeteringTables(
            IRecordStore records,
            StateImage image,
            ConfigurationBuffer buffer,
            TariffShape shape,
            TariffShape secondary
        )
        {
            this.image = image;
            this.shape = shape;
            this.secondary = secondary;
            Buffer = buffer;
            for (int i = 0; i < tables.Length; i++)
            {
                int stateAt = RegisterLayout.TableAt(i);
                tables[i] = new ConfigurationTable(records, image, buffer, TariffTable.NameOf(i), i, stateAt);
                tables[i].Judge = this;
            }
        }

        /// <summary>The working space of all tables.</summary>
        public ConfigurationBuffer Buffer { get; }

        /// <summary>The earliest moment at which a table comes into force, seconds since 2000.</summary>
        public int NextActivationSeconds
        {
            get
            {
                int next = ConfigurationTable.Never;
                for (int i = 0; i < tables.Length; i++)
                {
                    int moment = tables[i].ActivationSeconds;
                    next = moment < next ? moment : next;
                }
                return next;
            }
        }

        /// <summary>A table.</summary>
        /// <param name="table">A <see cref="TariffTable"/>.</param>
        public ConfigurationTable Get(int table)
        {
            return tables[table];
        }

        /// <summary>Takes away the records of all tables that are not named any more. Called after a commit may have been.</summary>
        public void FreeUnnamed()
        {
            if (image.Commits == commitsSeen)
            {
                return;
            }
            commitsSeen = image.Commits;
            for (int i = 0; i < tables.Length; i++)
            {
                tables[i].FreeUnnamed();
            }
        }

        /// <summary>Judges what is given for a table.</summary>
        /// <returns>A <see cref="TableResult"/>; BadForm too for a table that this kind of meter does not have.</returns>
        public int Judge(int table, byte[] payload, int at, int count)
        {
            switch (table)
            {
                case TariffTable.Switching:
                    return SwitchingTable.Judge(payload, at, count, shape);
                case TariffTable.SpecialDays:
                    return SpecialDays.Judge(payload, at, count, shape.SpecialDays);
                case TariffTable.Prices:
                    return PriceTable.Judge(payload, at, count, shape);
                case TariffTable.Thresholds:
                    return ThresholdTable.Judge(payload, at, count, shape);
                case TariffTable.StandingCharge:
                    return StandingCharge.Judge(payload, at, count);
                case TariffTable.Currency:
                    return count == 1 && payload[at] <= 1 ? TableResult.Ok : TableResult.BadValue;
                case TariffTable.Billing:
                    return BillingCalendar.Judge(payload, at, count);
                case TariffTable.Labels:
                    return TextLabels.Judge(payload, at, count, shape);
                default:
                    return JudgeOfKind(table, payload, at, count);
            }
        }

        private int JudgeOfKind(int table, byte[] payload, int at, int count)
        {
            if (table == TariffTable.Limits)
            {
                return shape.IsGas
                    ? UncontrolledGasFlow.Judge(payload, at, count)
                    : LoadLimiter.Judge(payload, at, count);
            }
            if (table == TariffTable.GasFactors)
            {
                return shape.IsGas ? GasEnergy.Judge(payload, at, count) : TableResult.BadForm;
            }
            if (table == TariffTable.Distributor)
            {
                return shape.IsGas ? TableResult.BadForm : DistributorSettings.Judge(payload, at, count);
            }
            if (table == TariffTable.AuxiliaryCalendar)
            {
                return shape.IsGas ? TableResult.BadForm : AuxiliaryCalendar.Judge(payload, at, count);
            }
            if (table == TariffTable.AuxiliaryPeriods)
            {
                return shape.IsGas ? TableResult.BadForm : AuxiliaryPeriods.Judge(payload, at, count);
            }
            if (secondary == null)
            {
                return TableResult.BadForm;
            }
            switch (table)
            {
                case TariffTable.SecondarySwitching:
                    return SwitchingTable.Judge(payload, at, count, secondary);
                case TariffTable.SecondarySpecialDays:
                    return SpecialDays.Judge(payload, at, count, secondary.SpecialDays);
                case TariffTable.SecondaryPrices:
                    return PriceTable.Judge(payload, at, count, secondary);
                default:
                    return TableResult.BadForm;
            }
        }
    }
}

using MeterFirmware.Core.Payment;
using MeterFirmware.Core.State;

namespace MeterFirmware.Gbcs.Gbz
{
    /// <summary>
    /// The object model of the GSME as a table: cluster, kind and number give the id of an attribute or a command, whose high
    /// octet is its group and whose low octet is the item in it. Adding one is adding a row and an item to its group.
    /// </summary>
    public static class ZclObjects
    {
        /// <summary>The row is an attribute.</summary>
        public const int Attribute = 0;

        /// <summary>The row is a cluster command.</summary>
        public const int Command = 1;

        /// <summary>The group of debts: <see cref="ZclDebts"/>.</summary>
        public const int DebtGroup = 0;

        /// <summary>The group of balances: <see cref="ZclBalances"/>.</summary>
        public const int BalanceGroup = 1;

        /// <summary>The group of payment: <see cref="ZclPayment"/>.</summary>
        public const int PaymentGroup = 2;

        /// <summary>The group of the valve: <see cref="ZclSupply"/>.</summary>
        public const int SupplyGroup = 3;

        /// <summary>The group of the non-disablement calendar: <see cref="ZclCalendar"/>.</summary>
        public const int CalendarGroup = 4;

        /// <summary>The group of the firmware: <see cref="ZclFirmware"/>.</summary>
        public const int FirmwareGroup = 5;

        /// <summary>The group of what the customer sees: <see cref="ZclCustomer"/>.</summary>
        public const int CustomerGroup = 6;

        /// <summary>The group of the tariff: <see cref="ZclTariff"/>.</summary>
        public const int TariffGroup = 7;

        /// <summary>The group of registers: <see cref="ZclReadings"/>.</summary>
        public const int ReadingGroup = 8;

        /// <summary>The group of logs: <see cref="ZclHistory"/>.</summary>
        public const int HistoryGroup = 9;

        /// <summary>The group of billing, gas and tamper settings: <see cref="ZclMeterSettings"/>.</summary>
        public const int SettingsGroup = 10;

        /// <summary>The group of event logs: <see cref="ZclEventLogs"/>.</summary>
        public const int EventGroup = 11;

        /// <summary>How many groups there are.</summary>
        public const int GroupCount = 12;

        // A row: cluster (2), kind (1), attribute or command (2), ZCL type of an attribute (1), id (2).
        private const int RowLength = 8;
        private const int KindAt = 2;
        private const int NumberAt = 3;
        private const int TypeAt = 5;
        private const int IdAt = 6;

        /// <summary>Finds an attribute or a command.</summary>
        /// <param name="cluster">The cluster.</param>
        /// <param name="kind"><see cref="Attribute"/> or <see cref="Command"/>.</param>
        /// <param name="number">The attribute's or the command's identifier.</param>
        /// <returns>Its row, or -1 if the meter does not have it.</returns>
        public static int Find(int cluster, int kind, int number)
        {
            byte[] table = Table;
            for (int row = 0; row < table.Length; row += RowLength)
            {
                bool found =
                    table[row + KindAt] == kind
                    && Octets.GetUInt16(table, row + NumberAt) == number
                    && Octets.GetUInt16(table, row) == cluster;
                if (found)
                {
                    return row;
                }
            }
            return -1;
        }

        /// <summary>Finds the row of an attribute or a command by its id.</summary>
        /// <param name="id">The id of one of the table.</param>
        /// <param name="kind"><see cref="Attribute"/> or <see cref="Command"/>.</param>
        public static int FindRow(int id, int kind)
        {
            int row = 0;
            while (GetId(row) != id || Table[row + KindAt] != kind)
            {
                row += RowLength;
            }
            return row;
        }

        /// <summary>The cluster of a row.</summary>
        public static int GetCluster(int row)
        {
            return Octets.GetUInt16(Table, row);
        }

        /// <summary>The attribute or command of a row.</summary>
        public static int GetNumber(int row)
        {
            return Octets.GetUInt16(Table, row + NumberAt);
        }

        /// <summary>The id of a row.</summary>
        public static int GetId(int row)
        {
            return Octets.GetUInt16(Table, row + IdAt);
        }

        /// <summary>The ZCL data type of an attribute's row.</summary>
        public static int GetType(int row)
        {
            return Table[row + TypeAt];
        }

        // csharpier-ignore
        private static readonly byte[] Table =
        {
            // cluster, kind, attribute or command, type -> group, item
            0x07, 0x02, Attribute, 0x02, 0x06, ZclType.OctetString, FirmwareGroup, ZclFirmware.Version,
            0x07, 0x02, Attribute, 0x0A, 0x00, ZclType.UInt32, BalanceGroup, ZclBalances.BillToDateDelivered,
            0x07, 0x05, Attribute, 0x00, 0x01, ZclType.Int32, BalanceGroup, ZclBalances.CreditRemaining,
            0x07, 0x05, Command, 0x00, 0x02, 0, DebtGroup, ZclDebts.ChangeDebt,
            0x07, 0x02, Attribute, 0x00, 0x14, ZclType.Enum8, SupplyGroup, ZclSupply.Status,
            0x07, 0x02, Command, 0x00, 0x0B, 0, SupplyGroup, ZclSupply.ChangeSupply,
            0x07, 0x05, Command, 0x00, 0x00, 0, PaymentGroup, ZclPayment.SelectEmergencyCredit,
            0x07, 0x05, Command, 0x00, 0x03, 0, PaymentGroup, ZclPayment.EmergencyCreditSetup,
            0x07, 0x05, Command, 0x00, 0x04, 0, PaymentGroup, ZclPayment.ConsumerTopUp,
            0x07, 0x05, Command, 0x00, 0x05, 0, PaymentGroup, ZclPayment.CreditAdjustment,
            0x07, 0x05, Command, 0x00, 0x06, 0, PaymentGroup, ZclPayment.ChangePaymentMode,
            0x07, 0x05, Command, 0x00, 0x09, 0, PaymentGroup, ZclPayment.LowCreditWarning,
            0x07, 0x05, Command, 0x00, 0x0B, 0, PaymentGroup, ZclPayment.MaximumCreditLimit,
            0x07, 0x05, Command, 0x00, 0x0C, 0, PaymentGroup, ZclPayment.OverallDebtCap,
            0x07, 0x07, Command, 0x00, 0x00, 0, CalendarGroup, ZclCalendar.PublishCalendar,
            0x07, 0x07, Command, 0x00, 0x01, 0, CalendarGroup, ZclCalendar.PublishDayProfile,
            0x07, 0x07, Command, 0x00, 0x02, 0, CalendarGroup, ZclCalendar.PublishWeekProfile,
            0x07, 0x07, Command, 0x00, 0x03, 0, CalendarGroup, ZclCalendar.PublishSeasons,
            0x07, 0x07, Command, 0x00, 0x04, 0, CalendarGroup, ZclCalendar.PublishSpecialDays,
            0x07, 0x02, Attribute, 0x03, 0x07, ZclType.OctetString, CustomerGroup, ZclCustomer.SiteId,
            0x07, 0x03, Command, 0x00, 0x00, 0, CustomerGroup, ZclCustomer.DisplayMessage,
            0x07, 0x08, Command, 0x00, 0x01, 0, CustomerGroup, ZclCustomer.ChangeOfSupplier,
            0x07, 0x08, Command, 0x00, 0x02, 0, CustomerGroup, ZclCustomer.NewPassword,
            0x07, 0x08, Command, 0x00, 0x03, 0, CustomerGroup, ZclCustomer.UpdateSiteId,
            0x07, 0x08, Command, 0x00, 0x06, 0, CustomerGroup, ZclCustomer.UpdateCustomerNumber,
            0x07, 0x02, Attribute, 0x02, 0x05, ZclType.UInt16, SupplyGroup, ZclSupply.BatteryDays,
            0x07, 0x00, Command, 0x00, 0x04, 0, TariffGroup, ZclTariff.PublishTariffInformation,
            0x07, 0x00, Command, 0x00, 0x05, 0, TariffGroup, ZclTariff.PublishPriceMatrix,
            0x07, 0x00, Command, 0x00, 0x06, 0, TariffGroup, ZclTariff.PublishBlockThresholds,
            0x07, 0x02, Attribute, 0x00, 0x00, ZclType.UInt48, ReadingGroup, ZclReadings.Consumption,
            0x07, 0x02, Attribute, 0x03, 0x00, ZclType.Enum8, ReadingGroup, ZclReadings.Unit,
            0x07, 0x02, Attribute, 0x03, 0x01, ZclType.UInt24, ReadingGroup, ZclReadings.Multiplier,
            0x07, 0x02, Attribute, 0x03, 0x02, ZclType.UInt24, ReadingGroup, ZclReadings.Divisor,
            0x07, 0x02, Attribute, 0x01, 0x00, ZclType.UInt48, ReadingGroup, ZclReadings.Tou + 0,
            0x07, 0x02, Attribute, 0x01, 0x02, ZclType.UInt48, ReadingGroup, ZclReadings.Tou + 1,
            0x07, 0x02, Attribute, 0x01, 0x04, ZclType.UInt48, ReadingGroup, ZclReadings.Tou + 2,
            0x07, 0x02, Attribute, 0x01, 0x06, ZclType.UInt48, ReadingGroup, ZclReadings.Tou + 3,
            0x07, 0x02, Attribute, 0x07, 0x00, ZclType.UInt48, ReadingGroup, ZclReadings.BlockCounters + 0,
            0x07, 0x02, Attribute, 0x07, 0x01, ZclType.UInt48, ReadingGroup, ZclReadings.BlockCounters + 1,
            0x07, 0x02, Attribute, 0x07, 0x02, ZclType.UInt48, ReadingGroup, ZclReadings.BlockCounters + 2,
            0x07, 0x02, Attribute, 0x07, 0x03, ZclType.UInt48, ReadingGroup, ZclReadings.BlockCounters + 3,
            0x07, 0x05, Attribute, 0x00, 0x02, ZclType.Int32, ReadingGroup, ZclReadings.EmergencyCredit,
            0x07, 0x05, Attribute, 0x00, 0x05, ZclType.Int32, ReadingGroup, ZclReadings.AccumulatedDebt,
            0x07, 0x05, Attribute, 0x02, 0x11, ZclType.UInt32, ReadingGroup, ZclReadings.Debts + Debt.Time1,
            0x07, 0x05, Attribute, 0x02, 0x21, ZclType.UInt32, ReadingGroup, ZclReadings.Debts + Debt.Time2,
            0x07, 0x05, Attribute, 0x02, 0x31, ZclType.UInt32, ReadingGroup, ZclReadings.Debts + Debt.Payment,
            0x07, 0x00, Attribute, 0x06, 0x16, ZclType.UInt16, ReadingGroup, ZclReadings.Currency,
            0x07, 0x00, Attribute, 0x06, 0x17, ZclType.Bitmap8, ReadingGroup, ZclReadings.PriceTrailingDigit,
            0x07, 0x02, Command, 0x00, 0x06, 0, HistoryGroup, ZclHistory.GetSnapshot,
            0x07, 0x05, Command, 0x00, 0x07, 0, HistoryGroup, ZclHistory.GetPrepaySnapshot,
            0x07, 0x02, Command, 0x00, 0x08, 0, HistoryGroup, ZclHistory.GetSampledData,
            0x07, 0x00, Command, 0x00, 0x09, 0, SettingsGroup, ZclMeterSettings.PublishBillingPeriod,
            0x07, 0x00, Command, 0x00, 0x01, 0, SettingsGroup, ZclMeterSettings.PublishBlockPeriod,
            0x07, 0x00, Command, 0x00, 0x02, 0, SettingsGroup, ZclMeterSettings.PublishConversionFactor,
            0x07, 0x00, Command, 0x00, 0x03, 0, SettingsGroup, ZclMeterSettings.PublishCalorificValue,
            0x07, 0x02, Command, 0x00, 0x0E, 0, SettingsGroup, ZclMeterSettings.SetUncontrolledFlow,
            0x07, 0x02, Command, 0x00, 0x0D, 0, SettingsGroup, ZclMeterSettings.SetSupplyStatus,
            0x07, 0x09, Command, 0x00, 0x00, 0, EventGroup, ZclEventLogs.GetEventLog,
        };
    }
}

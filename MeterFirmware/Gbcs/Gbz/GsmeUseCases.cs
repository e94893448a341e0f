using MeterFirmware.Core;
using MeterFirmware.Core.Payment;

namespace MeterFirmware.Gbcs.Gbz
{
    /// <summary>The use cases of the GSME (GBCS mapping table).</summary>
    public static class GsmeUseCases
    {
        private const int Update = UseCaseFlags.Critical | UseCaseFlags.ReplayProtected;
        private const int Supplier = 1 << RemoteRole.Supplier;

        private const int Payment = ZclObjects.PaymentGroup;
        private const int Calendar = ZclObjects.CalendarGroup;
        private const int Customer = ZclObjects.CustomerGroup;
        private const int Tariff = ZclObjects.TariffGroup;
        private const int Settings = ZclObjects.SettingsGroup;
        private const int Broker = 1 << RemoteRole.AccessControlBroker;
        private const int Protected = UseCaseFlags.ReplayProtected | UseCaseFlags.SingleInstruction;
        private const int Stored = UseCaseFlags.Stores | UseCaseFlags.SingleInstruction;
        private const int Timed = UseCaseFlags.TimedResponse;
        private const int Network = 1 << RemoteRole.NetworkOperator;
        private const int Readings = ZclObjects.ReadingGroup;
        private const int History = ZclObjects.HistoryGroup;
        private const int Read = UseCaseFlags.Reading | UseCaseFlags.TimedResponse;
        private const int Single = UseCaseFlags.SingleInstruction;

        /// <summary>Reads the tables of this class.</summary>
        public static UseCaseTable CreateTable()
        {
            return new UseCaseTable(Rows, Objects);
        }

        /// <summary>
        /// What GBCS adds to the frame control of an answer with attributes: <see cref="ZclFrame.NoDefaultResponse"/> in some
        /// use cases, nothing in the others.
        /// </summary>
        public static int ReadingControl(int messageCode)
        {
            switch (messageCode)
            {
                case 0x0074: // GCS13a
                case 0x00B6: // GCS13c
                case 0x00B8: // GCS13b
                    return ZclFrame.NoDefaultResponse;
                default:
                    return 0;
            }
        }

        // csharpier-ignore
        private static readonly byte[] Rows =
        {
            // message code, flags, roles, first object, number of objects
            0x00, 0x6E, Update, Supplier, 0, 0, 1, // GCS04 Manage Debt
            0x00, 0x8D, 0, Supplier, 0, 1, 2, // GCS60 Read Meter Balance
            0x00, 0x6C, Update | Timed, Supplier, 0, 3, 1, // GCS02 Set Payment Mode to Credit
            0x00, 0x6D, Update | Timed, Supplier, 0, 3, 1, // GCS03 Set Payment Mode to Prepayment
            0x00, 0x6F, Update | Timed, Supplier, 0, 8, 9, // GCS05 Update Prepayment Configuration
            0x00, 0x70, Update, Supplier, 0, 4, 1, // GCS06 Activate Emergency Credit
            0x00, 0x86, Update | UseCaseFlags.SingleInstruction, Supplier, 0, 5, 1, // GCS40a Adjust Prepayment Mode Balance
            0x00, 0xB4, Update | UseCaseFlags.SingleInstruction, Supplier, 0, 5, 1, // GCS40b Reset Prepayment Mode Balance
            0x00, 0xC0, Update | UseCaseFlags.SingleInstruction, Supplier, 0, 5, 1, // GCS40c Adjust Credit Mode Balance
            0x00, 0xC2, Update | UseCaseFlags.SingleInstruction, Supplier, 0, 5, 1, // GCS40d Reset Credit Mode Balance
            0x00, 0x97, UseCaseFlags.TopUp | UseCaseFlags.SingleInstruction | Timed, Supplier, 0, 6, 1, // CS01b Add Credit
            0x00, 0x81, Update | UseCaseFlags.SingleInstruction, Supplier, 0, 7, 1, // GCS32 Close Valve
            0x00, 0x85, Update | UseCaseFlags.SingleInstruction, Supplier, 0, 7, 1, // GCS39 Arm Valve
            0x00, 0x12, Update | UseCaseFlags.Common | Timed, Supplier, 0, 0, 0, // CS06 Activate Firmware
            0x00, 0x84, 0, Supplier, 0, 17, 1, // GCS38 Read Firmware Version
            0x00, 0x71, Stored, Supplier, 0, 18, 1, // GCS07 Send Message
            0x00, 0x73, Protected, Supplier, 0, 19, 1, // GCS11 Disable Privacy PIN Protection
            0x00, 0x83, Protected, Broker, 0, 20, 1, // GCS36 Send CIN
            0x00, 0x87, Protected, Supplier, 0, 21, 1, // GCS41 Set MPRN Value
            0x00, 0x88, Stored, Supplier, 0, 22, 1, // GCS44 Write Contact Details
            0x00, 0x89, 0, Supplier, 0, 23, 1, // GCS46 Read MPRN
            0x00, 0x82, 0, Supplier, 0, 24, 2, // GCS33 Read Valve Status
            0x00, 0x7F, Update | UseCaseFlags.Common, Supplier, 0, 0, 0, // GCS28 Set Clock
            0x00, 0x6B, Update | Timed, Supplier, 0, 26, 8, // GCS01a Set Tariff and Price
            0x00, 0xA3, Update | Timed, Supplier, 0, 32, 2, // GCS01b Set Price
            0x00, 0x74, Read | Single, Supplier | Network, 0, 34, 4, // GCS13a Read Consumption Register
            0x00, 0xB8, Read | Single, Supplier, 0, 35, 7, // GCS13b Read Block Counters
            0x00, 0xB6, Read | Single, Supplier, 0, 42, 7, // GCS13c Read Register (TOU)
            0x00, 0x75, Read, Supplier, 0, 49, 8, // GCS14 Read Prepayment Registers
            0x00, 0x76, 0, Supplier, 0, 57, 2, // GCS15c Read Billing Data Log (billing calendar triggered)
            0x00, 0xC3, 0, Supplier, 0, 57, 2, // GCS15b Read Billing Data Log (change of mode or tariff triggered)
            0x00, 0x77, 0, Supplier | Network, 0, 57, 1, // GCS16a Read Daily Read Logs
            0x00, 0x96, 0, Supplier, 0, 58, 1, // GCS16b Read Daily Read Logs (prepayment)
            0x00, 0x78, Single, Supplier | Network, 0, 59, 1, // GCS17 Read Profile Data Log
            0x00, 0x79, Single, Supplier | Network, 0, 59, 1, // GCS18 Read Network Data Log
            0x00, 0x7E, Update, Supplier, 0, 60, 2, // GCS25 Set Billing Calendar
            0x00, 0xD8, Update, Supplier, 0, 60, 2, // GCS25a Set Billing Calendar, all periodicities
            0x00, 0x7C, Update, Supplier, 0, 62, 2, // GCS23 Set CV and Conversion Factor
            0x00, 0x7D, Update, Supplier, 0, 64, 2, // GCS24 Set Uncontrolled Gas Flow Rate and Supply Tamper State
            0x00, 0xFC, Update, Supplier, 0, 64, 2, // GCS24a the same at greater resolution
            0x00, 0x14, Single, Supplier | Network, 0, 66, 1, // CS10a Read ZigBee Device Event Log
            0x00, 0xA1, Single, Supplier | Network, 0, 66, 1, // CS10b Read ZigBee Device Security Log
            MeterParameters.ResetDebtGsmeMessageCode >> 8, MeterParameters.ResetDebtGsmeMessageCode & 0xFF,
            Update | UseCaseFlags.SingleInstruction, Supplier, 0, 0, 1, // SECMP0002 Reset Debt Register
        };

        // csharpier-ignore
        private static readonly byte[] Objects =
        {
            // 0: GCS04, SECMP0002
            ZclObjects.DebtGroup, ZclDebts.ChangeDebt,
            // 1: GCS60
            ZclObjects.BalanceGroup, ZclBalances.BillToDateDelivered,
            ZclObjects.BalanceGroup, ZclBalances.CreditRemaining,
            // 3: GCS02, GCS03
            Payment, ZclPayment.ChangePaymentMode,
            // 4: GCS06; 5: GCS40a to d; 6: CS01b; 7: GCS32, GCS39
            Payment, ZclPayment.SelectEmergencyCredit, Payment, ZclPayment.CreditAdjustment,
            Payment, ZclPayment.ConsumerTopUp, ZclObjects.SupplyGroup, ZclSupply.ChangeSupply,
            // 8: GCS05
            Payment, ZclPayment.EmergencyCreditSetup, Payment, ZclPayment.OverallDebtCap,
            Payment, ZclPayment.LowCreditWarning, Payment, ZclPayment.MaximumCreditLimit,
            Calendar, ZclCalendar.PublishCalendar, Calendar, ZclCalendar.PublishDayProfile,
            Calendar, ZclCalendar.PublishWeekProfile, Calendar, ZclCalendar.PublishSeasons,
            Calendar, ZclCalendar.PublishSpecialDays,
            // 17: GCS38
            ZclObjects.FirmwareGroup, ZclFirmware.Version,
            // 18: GCS07; 19: GCS11; 20: GCS36; 21: GCS41; 22: GCS44; 23: GCS46
            Customer, ZclCustomer.DisplayMessage, Customer, ZclCustomer.NewPassword,
            Customer, ZclCustomer.UpdateCustomerNumber, Customer, ZclCustomer.UpdateSiteId,
            Customer, ZclCustomer.ChangeOfSupplier, Customer, ZclCustomer.SiteId,
            // 24: GCS33
            ZclObjects.SupplyGroup, ZclSupply.BatteryDays, ZclObjects.SupplyGroup, ZclSupply.Status,
            // 26: GCS01a, with those of GCS01b; 32: GCS01b
            Calendar, ZclCalendar.PublishCalendar, Calendar, ZclCalendar.PublishDayProfile,
            Calendar, ZclCalendar.PublishWeekProfile, Calendar, ZclCalendar.PublishSeasons,
            Calendar, ZclCalendar.PublishSpecialDays, Tariff, ZclTariff.PublishBlockThresholds,
            Tariff, ZclTariff.PublishTariffInformation, Tariff, ZclTariff.PublishPriceMatrix,
            // 34: GCS13a; 35: GCS13b, which has all of it but the first
            Readings, ZclReadings.Consumption, Readings, ZclReadings.Unit, Readings, ZclReadings.Multiplier,
            Readings, ZclReadings.Divisor, Readings, ZclReadings.BlockCounters + 0,
            Readings, ZclReadings.BlockCounters + 1, Readings, ZclReadings.BlockCounters + 2,
            Readings, ZclReadings.BlockCounters + 3,
            // 42: GCS13c
            Readings, ZclReadings.Unit, Readings, ZclReadings.Multiplier, Readings, ZclReadings.Divisor,
            Readings, ZclReadings.Tou + 0, Readings, ZclReadings.Tou + 1, Readings, ZclReadings.Tou + 2,
            Readings, ZclReadings.Tou + 3,
            // 49: GCS14
            Readings, ZclReadings.PriceTrailingDigit, Readings, ZclReadings.Currency,
            Readings, ZclReadings.AccumulatedDebt, Readings, ZclReadings.EmergencyCredit,
            ZclObjects.BalanceGroup, ZclBalances.CreditRemaining, Readings, ZclReadings.Debts + Debt.Time1,
            Readings, ZclReadings.Debts + Debt.Time2, Readings, ZclReadings.Debts + Debt.Payment,
            // 57: GCS15c, GCS15b, and the first GCS16a; 58: GCS16b; 59: GCS17, GCS18
            History, ZclHistory.GetSnapshot, History, ZclHistory.GetPrepaySnapshot, History, ZclHistory.GetSampledData,
            // 60: GCS25, GCS25a; 62: GCS23; 64: GCS24, GCS24a
            Settings, ZclMeterSettings.PublishBillingPeriod, Settings, ZclMeterSettings.PublishBlockPeriod,
            Settings, ZclMeterSettings.PublishConversionFactor, Settings, ZclMeterSettings.PublishCalorificValue,
            Settings, ZclMeterSettings.SetUncontrolledFlow, Settings, ZclMeterSettings.SetSupplyStatus,
            // 66: CS10a, CS10b
            ZclObjects.EventGroup, ZclEventLogs.GetEventLog,
        };
    }
}

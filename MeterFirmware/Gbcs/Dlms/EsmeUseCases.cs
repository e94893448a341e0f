using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;

namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>The use cases of the ESME (GBCS mapping table).</summary>
    public static class EsmeUseCases
    {
        private const int Update = UseCaseFlags.Critical | UseCaseFlags.ReplayProtected;
        private const int Supplier = 1 << RemoteRole.Supplier;
        private const int Debts = DlmsObjects.DebtGroup;
        private const int Balances = DlmsObjects.BalanceGroup;

        private const int Payment = DlmsObjects.PaymentGroup;
        private const int Supply = DlmsObjects.SupplyGroup;
        private const int Calendar = DlmsObjects.CalendarGroup;
        private const int Passive = PaymentObjects.Passive;
        private const int Activation = PaymentObjects.Activation;
        private const int Customer = DlmsObjects.CustomerGroup;
        private const int Clock = DlmsObjects.ClockGroup;
        private const int Broker = 1 << RemoteRole.AccessControlBroker;
        private const int Tariff = DlmsObjects.TariffGroup;
        private const int Secondary = TariffObjects.Secondary;
        private const int Applied = TariffObjects.Activation;
        private const int Timed = UseCaseFlags.TimedResponse;
        private const int Network = 1 << RemoteRole.NetworkOperator;
        private const int History = DlmsObjects.HistoryGroup;
        private const int Protected = DlmsObjects.ProtectedGroup;
        private const int Auxiliary = DlmsObjects.AuxiliaryGroup;
        private const int Single = UseCaseFlags.SingleInstruction;

        /// <summary>Reads the tables of this class.</summary>
        public static UseCaseTable CreateTable()
        {
            return new UseCaseTable(Rows, Objects);
        }

        // csharpier-ignore
        private static readonly byte[] Rows =
        {
            // message code, flags, roles, first object, number of objects
            0x00, 0x1E, Update, Supplier, 0, 0, 10, // ECS07 Manage Debt
            0x00, 0x69, 0, Supplier, 0, 13, 1, // ECS82 Read Meter Balance
            0x00, 0x1A, Update | Timed, Supplier, 0, 14, 3, // ECS02 Set Payment Mode to Credit
            0x00, 0x1B, Update | Timed, Supplier, 0, 14, 5, // ECS03 Set Payment Mode to Prepayment
            0x00, 0x1C, Update, Supplier, 0, 19, 1, // ECS04a Adjust Meter Balance
            0x00, 0xB3, Update, Supplier, 0, 20, 3, // ECS04b Reset Meter Balance
            0x00, 0x20, Update, Supplier, 0, 23, 1, // ECS09 Activate Emergency Credit
            0x00, 0x07, UseCaseFlags.TopUp | UseCaseFlags.SingleInstruction | Timed, Supplier, 0, 24, 1, // CS01a Add Credit
            0x00, 0x4F, Update, Supplier, 0, 25, 1, // ECS42 Enable Supply
            0x00, 0x50, Update, Supplier, 0, 25, 1, // ECS43 Disable Supply
            0x00, 0x51, Update, Supplier, 0, 25, 1, // ECS44 Arm Supply
            0x00, 0x52, 0, Supplier, 0, 26, 1, // ECS45 Read Supply State
            0x00, 0x44, UseCaseFlags.ReplayProtected, Supplier, 0, 27, 1, // ECS28b Reset Load Limit Counter
            0x00, 0x1F, Update | Timed, Supplier, 0, 28, 19, // ECS08 Update Prepayment Configuration
            0x00, 0xDE, Update | Timed, Supplier, 0, 28, 18, // ECS08a Update Prepayment Configuration
            0x00, 0x12, Update | UseCaseFlags.Common | Timed, Supplier, 0, 0, 0, // CS06 Activate Firmware
            0x00, 0x59, 0, Supplier, 0, 47, 1, // ECS52 Read Firmware Version
            0x00, 0x21, UseCaseFlags.Stores, Supplier, 0, 48, 1, // ECS10 Send Message
            0x00, 0x23, UseCaseFlags.ReplayProtected, Supplier, 0, 49, 1, // ECS14 Disable Privacy PIN Protection
            0x00, 0x25, UseCaseFlags.Stores, Supplier, 0, 50, 2, // ECS16 Write Supplier Contact Details
            0x00, 0x4C, UseCaseFlags.ReplayProtected, Supplier, 0, 52, 1, // ECS39a Set MPAN Value
            0x00, 0x4D, UseCaseFlags.ReplayProtected, Broker, 0, 53, 1, // ECS39b Set Export MPAN Value
            0x00, 0x4E, 0, Supplier, 0, 52, 2, // ECS40 Read MPAN Value
            0x00, 0x58, UseCaseFlags.ReplayProtected, Broker, 0, 54, 1, // ECS50 Send CIN
            0x00, 0x68, Update, Supplier, 0, 55, 1, // ECS81 Set Supply Tamper State
            0x00, 0x62, Update, Supplier, 0, 56, 5, // ECS70 Set Clock
            0x00, 0x19, Update | Timed, Supplier, 0, 61, 21, // ECS01a Set Tariff and Price
            0x00, 0xA2, Update | Timed, Supplier, 0, 78, 4, // ECS01b Set Price
            0x00, 0xB7, Update | Timed, Supplier, 0, 82, 8, // ECS01c Set Tariff and Price, secondary element
            0x00, 0xC7, Update | Timed, Supplier, 0, 88, 2, // ECS01d Set Price, secondary element
            0x00, 0x1D, Update, Supplier, 0, 90, 1, // ECS05 Reset Tariff Block Counter Matrix
            0x00, 0x27, Timed | Single, Supplier | Network, 0, 91, 1, // ECS17b Read Energy Registers (Import Energy)
            0x00, 0x29, Timed | Single, Supplier | Network, 0, 92, 1, // ECS17d Read Energy Registers (TOU)
            0x00, 0x2A, Timed | Single, Supplier | Network, 0, 93, 1, // ECS17e Read Energy Registers (TOU with Blocks)
            0x00, 0x2D, Timed | Single, Supplier, 0, 94, 1, // ECS19 Read Prepayment Registers
            0x00, 0x2E, Single, Supplier, 0, 95, 1, // ECS20a Read Billing Data Log (payment based debt payments)
            0x00, 0x30, Single, Supplier, 0, 96, 1, // ECS20c Read Billing Data Log (billing calendar triggered)
            0x00, 0xC9, Single, Supplier, 0, 97, 1, // ECS20d Read Billing Data Log (prepayment credits)
            0x00, 0x33, Single, Supplier | Network, 0, 98, 1, // ECS21a Read Daily Read Log (exc export)
            0x00, 0x34, Single, Supplier, 0, 99, 1, // ECS21b Read Prepayment Daily Read Log
            0x00, 0x35, Single, Supplier | Network, 0, 100, 1, // ECS21c Read Daily Read Log (export only)
            0x00, 0x36, Single, Supplier | Network, 0, 101, 1, // ECS22a Read Half Hour Profile Data (export)
            0x00, 0x37, Single, Supplier | Network, 0, 102, 1, // ECS22b Read Half Hour Profile Data (active import)
            0x00, 0x38, Single, Supplier | Network, 0, 103, 1, // ECS22c Read Half Hour Profile Data (reactive import)
            0x00, 0x39, Timed, Supplier | Network, 0, 104, 5, // ECS23 Read Voltage Operational Data
            0x00, 0x46, Update, Supplier, 0, 109, 1, // ECS30 Set Billing Calendar
            0x00, 0xD7, Update, Supplier, 0, 109, 1, // ECS30a Set Billing Calendar, all periodicities
            0x00, 0x48, Single, Supplier | Network, 0, 110, 1, // ECS35a Read Event Log
            0x00, 0x49, Single, Supplier | Network, 0, 111, 1, // ECS35b Read Security Log
            0x00, 0xB9, Single, Supplier | Network, 0, 112, 1, // ECS35e Read Power Event Log
            0x00, 0x42, 0, Supplier | Network, 0, 113, 6, // ECS27 Read Load Limit Data
            0x00, 0xBE, 0, Supplier, 0, 119, 1, // ECS26j Read Configuration Data (Payment Mode)
            0x00, 0xD3, UseCaseFlags.ReplayProtected, Network, 0, 120, 2, // ECS29e Reset RMS Voltage Counters
            0x00, 0x3D, 0, Supplier, 0, 122, 3, // ECS26c Read Configuration Data (Randomisation)
            0x00, 0x3E, 0, Supplier, 0, 125, 1, // ECS26d Read Configuration Data (Billing Calendar)
            0x00, 0xD9, 0, Supplier, 0, 125, 1, // ECS26l the same, all periodicities
            0x00, 0x55, Update, Supplier, 0, 126, 1, // ECS47 Reset HC ALCS or ALCS State
            0x00, 0xBB, 0, Supplier, 0, 127, 17, // ECS61a Read HC ALCS and ALCS Data
            0x00, 0x53, UseCaseFlags.Critical | UseCaseFlags.Stores, Supplier, 0, 127, 5, // ECS46a Set HC ALCS or ALCS Labels
            0x00, 0x3B, 0, Supplier, 0, 144, 16, // ECS26a Read Configuration Data Prepayment
            MeterParameters.ResetDebtEsmeMessageCode >> 8, MeterParameters.ResetDebtEsmeMessageCode & 0xFF,
            Update | UseCaseFlags.SingleInstruction, Supplier, 0, 10, 3, // SECMP0002 Reset Debt Register
        };

        // csharpier-ignore
        private static readonly byte[] Objects =
        {
            // 0: ECS07
            Debts, DebtObjects.PassiveRate + 0, Debts, DebtObjects.PassiveRate + 1,
            Debts, DebtObjects.RecoveryPerPayment, Debts, DebtObjects.Period + 0, Debts, DebtObjects.Period + 1,
            Debts, DebtObjects.ActivateRate + 0, Debts, DebtObjects.ActivateRate + 1, Debts, DebtObjects.Adjust + 2,
            Debts, DebtObjects.Adjust + 0, Debts, DebtObjects.Adjust + 1,
            // 10: SECMP0002
            Debts, DebtObjects.Reset + 0, Debts, DebtObjects.Reset + 1, Debts, DebtObjects.Reset + 2,
            // 13: ECS82
            Balances, BalanceObjects.MeterBalance,
            // 14: ECS02; two more for ECS03
            Payment, PaymentObjects.AccountMode, Payment, PaymentObjects.AccountConfiguration,
            Payment, Activation + PaymentSetting.Mode, Payment, Passive + PaymentSetting.DisablementThreshold,
            Payment, Activation + PaymentSetting.DisablementThreshold,
            // 19: ECS04a; 20: ECS04b; 23: ECS09
            Balances, BalanceObjects.Adjust, Balances, BalanceObjects.ResetBalance,
            Balances, BalanceObjects.ResetEmergency, Balances, BalanceObjects.ResetAccumulated,
            Balances, BalanceObjects.ActivateEmergency,
            // 24: CS01a
            DlmsObjects.TokenGroup, TokenObjects.Enter,
            // 25: ECS42, ECS43, ECS44; 26: ECS45; 27: ECS28b
            Supply, SupplyObjects.Script, Supply, SupplyObjects.State, Supply, SupplyObjects.ResetLoadLimitCounter,
            // 28: ECS08a; one more for ECS08
            Payment, Passive + PaymentSetting.MaximumBalance, Payment, Activation + PaymentSetting.MaximumBalance,
            Payment, Passive + PaymentSetting.MaximumCredit, Payment, Activation + PaymentSetting.MaximumCredit,
            Payment, Passive + PaymentSetting.RateCap, Payment, Activation + PaymentSetting.RateCap,
            Payment, PaymentObjects.CapPeriod, Payment, PaymentObjects.CapPeriodActivation,
            Payment, Passive + PaymentSetting.LowCreditThreshold,
            Payment, Activation + PaymentSetting.LowCreditThreshold,
            Payment, Passive + PaymentSetting.EmergencyCreditLimit,
            Payment, Activation + PaymentSetting.EmergencyCreditLimit,
            Payment, Passive + PaymentSetting.EmergencyCreditThreshold,
            Payment, Activation + PaymentSetting.EmergencyCreditThreshold,
            Calendar, CalendarObjects.SpecialDays, Calendar, CalendarObjects.Schedule,
            Calendar, CalendarObjects.SpecialDaysActivation, Calendar, CalendarObjects.Activation,
            Payment, PaymentObjects.Active + PaymentSetting.MaximumBalance,
            // 47: ECS52
            DlmsObjects.FirmwareGroup, FirmwareObjects.Version,
            // 48: ECS10; 49: ECS14; 50: ECS16
            Customer, CustomerObjects.Message, Customer, CustomerObjects.DisablePrivacyPin,
            Customer, CustomerObjects.SupplierTelephone, Customer, CustomerObjects.SupplierName,
            // 52: ECS39a; one more for ECS40; 53: ECS39b; 54: ECS50
            Customer, CustomerObjects.MeterPoint, Customer, CustomerObjects.ExportMeterPoint,
            Customer, CustomerObjects.CustomerNumber,
            // 55: ECS81
            Supply, SupplyObjects.TamperState,
            // 56: ECS70
            Clock, ClockObjects.ClockBase, Clock, ClockObjects.Preset, Clock, ClockObjects.Adjust,
            Clock, ClockObjects.Time, Clock, ClockObjects.Status,
            // 61: ECS01a, with those of ECS01b; 78: ECS01b
            Tariff, TariffObjects.Seasons, Tariff, TariffObjects.Weeks, Tariff, TariffObjects.Days,
            Tariff, TariffObjects.SpecialDayEntries,
            Tariff, TariffObjects.Thresholds + 0, Tariff, TariffObjects.Thresholds + 1,
            Tariff, TariffObjects.Thresholds + 2, Tariff, TariffObjects.Thresholds + 3,
            Tariff, TariffObjects.Thresholds + 4, Tariff, TariffObjects.Thresholds + 5,
            Tariff, TariffObjects.Thresholds + 6, Tariff, TariffObjects.Thresholds + 7,
            Tariff, TariffObjects.Currency,
            Tariff, Applied + TariffTable.Switching, Tariff, Applied + TariffTable.SpecialDays,
            Tariff, Applied + TariffTable.Currency, Tariff, Applied + TariffTable.Thresholds,
            Tariff, TariffObjects.Standing, Tariff, TariffObjects.Prices,
            Tariff, Applied + TariffTable.StandingCharge, Tariff, Applied + TariffTable.Prices,
            // 82: ECS01c, with those of ECS01d; 88: ECS01d
            Tariff, Secondary + TariffObjects.Seasons, Tariff, Secondary + TariffObjects.Weeks,
            Tariff, Secondary + TariffObjects.Days, Tariff, Secondary + TariffObjects.SpecialDayEntries,
            Tariff, Applied + TariffTable.SecondarySwitching, Tariff, Applied + TariffTable.SecondarySpecialDays,
            Tariff, Secondary + TariffObjects.Prices, Tariff, Applied + TariffTable.SecondaryPrices,
            // 90: ECS05
            Tariff, TariffObjects.Script,
            // 91: ECS17b; 92: ECS17d; 93: ECS17e; 94: ECS19
            Protected, ProtectedObjects.Import, Protected, ProtectedObjects.Tou,
            Protected, ProtectedObjects.Blocks, Protected, ProtectedObjects.Balances,
            // 95: ECS20a; 96: ECS20c; 97: ECS20d
            History, LogBuffers.DebtPayments, Protected, ProtectedObjects.Billing, History, LogBuffers.Credits,
            // 98: ECS21a; 99: ECS21b; 100: ECS21c
            Protected, ProtectedObjects.DailyReads, Protected, ProtectedObjects.DailyBalances,
            History, LogBuffers.DailyExport,
            // 101: ECS22a; 102: ECS22b; 103: ECS22c
            History, LogBuffers.Export, Protected, ProtectedObjects.ActiveImport, History, LogBuffers.ReactiveImport,
            // 104: ECS23
            History, LogBuffers.Voltage, History, HistoryObjects.VoltagePeriod, History, HistoryObjects.CounterUnit,
            History, HistoryObjects.OverVoltageCounter, History, HistoryObjects.UnderVoltageCounter,
            // 109: ECS30, ECS30a
            Tariff, TariffObjects.Billing,
            // 110: ECS35a; 111: ECS35b; 112: ECS35e
            History, LogBuffers.Events, History, LogBuffers.SecurityEvents, History, LogBuffers.PowerEvents,
            // 113: ECS27; 119: ECS26j
            Supply, SupplyObjects.LoadLimitState, Supply, SupplyObjects.LoadLimitCounter,
            Supply, SupplyObjects.LoadLimitCounterUnit, Supply, SupplyObjects.LoadLimitThreshold,
            Supply, SupplyObjects.LoadLimitPeriod, Supply, SupplyObjects.LoadLimitRestoration,
            Payment, PaymentObjects.ActiveMode,
            // 120: ECS29e; 122: ECS26c; 125: ECS26d, ECS26l; 126: ECS47
            History, HistoryObjects.ResetUnderVoltage, History, HistoryObjects.ResetOverVoltage,
            Auxiliary, AuxiliaryObjects.RandomisedOffset, Auxiliary, AuxiliaryObjects.RandomisedOffsetLimit,
            Auxiliary, AuxiliaryObjects.RandomisedOffsetNumber, Tariff, TariffObjects.Billing,
            Auxiliary, AuxiliaryObjects.Script,
            // 127: ECS61a, and the first five ECS46a
            Auxiliary, AuxiliaryObjects.Description + 0, Auxiliary, AuxiliaryObjects.Description + 1,
            Auxiliary, AuxiliaryObjects.Description + 2, Auxiliary, AuxiliaryObjects.Description + 3,
            Auxiliary, AuxiliaryObjects.Description + 4, Auxiliary, AuxiliaryObjects.Identifier + 0,
            Auxiliary, AuxiliaryObjects.Identifier + 1, Auxiliary, AuxiliaryObjects.Identifier + 2,
            Auxiliary, AuxiliaryObjects.Identifier + 3, Auxiliary, AuxiliaryObjects.Identifier + 4,
            Auxiliary, AuxiliaryObjects.SpecialDayEntries, Auxiliary, AuxiliaryObjects.Schedule,
            Auxiliary, AuxiliaryObjects.State + 0, Auxiliary, AuxiliaryObjects.State + 1,
            Auxiliary, AuxiliaryObjects.State + 2, Auxiliary, AuxiliaryObjects.State + 3,
            Auxiliary, AuxiliaryObjects.State + 4,
            // 144: ECS26a
            Debts, DebtObjects.ActiveRate + 0, Debts, DebtObjects.ActiveRate + 1,
            Debts, DebtObjects.Period + 0, Debts, DebtObjects.Period + 1, Debts, DebtObjects.RecoveryPerPayment,
            Calendar, CalendarObjects.SpecialDays, Calendar, CalendarObjects.Schedule,
            Payment, PaymentObjects.Active + PaymentSetting.MaximumCredit,
            Payment, PaymentObjects.Active + PaymentSetting.MaximumBalance,
            Payment, PaymentObjects.Active + PaymentSetting.DisablementThreshold,
            Payment, PaymentObjects.Active + PaymentSetting.LowCreditThreshold,
            Payment, PaymentObjects.Active + PaymentSetting.RateCap, Payment, PaymentObjects.ActiveCapPeriod,
            Payment, PaymentObjects.Active + PaymentSetting.EmergencyCreditLimit,
            Payment, PaymentObjects.Active + PaymentSetting.EmergencyCreditThreshold,
            Payment, PaymentObjects.ActiveConfiguration,
        };
    }
}

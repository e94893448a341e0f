using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;

namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>
    /// The object model of the ESME as a table: class, OBIS code, kind of access and number give the id of an object, whose
    /// high octet is its group and whose low octet is the item in it. Adding an object is adding a row, in order, and an item
    /// to its group.
    /// </summary>
    public static class DlmsObjects
    {
        /// <summary>The group of debts: <see cref="DebtObjects"/>.</summary>
        public const int DebtGroup = 0;

        /// <summary>The group of balances: <see cref="BalanceObjects"/>.</summary>
        public const int BalanceGroup = 1;

        /// <summary>The group of payment settings: <see cref="PaymentObjects"/>.</summary>
        public const int PaymentGroup = 2;

        /// <summary>The group of the supply: <see cref="SupplyObjects"/>.</summary>
        public const int SupplyGroup = 3;

        /// <summary>The group of the token gateway: <see cref="TokenObjects"/>.</summary>
        public const int TokenGroup = 4;

        /// <summary>The group of the non-disablement calendar: <see cref="CalendarObjects"/>.</summary>
        public const int CalendarGroup = 5;

        /// <summary>The group of the firmware: <see cref="FirmwareObjects"/>.</summary>
        public const int FirmwareGroup = 6;

        /// <summary>The group of what the customer sees: <see cref="CustomerObjects"/>.</summary>
        public const int CustomerGroup = 7;

        /// <summary>The group of the clock: <see cref="ClockObjects"/>.</summary>
        public const int ClockGroup = 8;

        /// <summary>The group of the tariff: <see cref="TariffObjects"/>.</summary>
        public const int TariffGroup = 9;

        /// <summary>The group of logs, counters of the voltage and their settings: <see cref="HistoryObjects"/>.</summary>
        public const int HistoryGroup = 10;

        /// <summary>The group of what is read encrypted: <see cref="ProtectedObjects"/>.</summary>
        public const int ProtectedGroup = 11;

        /// <summary>The group of the auxiliary switches and the Randomised Offset: <see cref="AuxiliaryObjects"/>.</summary>
        public const int AuxiliaryGroup = 12;

        /// <summary>How many groups there are.</summary>
        public const int GroupCount = 13;

        /// <summary>The octets of a row's key: class (2), OBIS code (6), kind of access, attribute or method number.</summary>
        public const int KeyLength = 10;

        /// <summary>The octets of a row: the key and the id (2).</summary>
        public const int RowLength = KeyLength + 2;

        private const int KindAt = 8;

        /// <summary>Finds an object.</summary>
        /// <param name="key">Holds the key.</param>
        /// <param name="offset">Where its octets begin: class, OBIS code and number as in the access request.</param>
        /// <param name="kind">An <see cref="AccessKind"/>.</param>
        /// <returns>The id, or -1 if the meter has no such object.</returns>
        public static int Find(byte[] key, int offset, int kind)
        {
            byte[] table = Table;
            int low = 0;
            int high = table.Length / RowLength - 1;
            while (low <= high)
            {
                int middle = (low + high) / 2;
                int row = middle * RowLength;
                int order = Compare(key, offset, kind, table, row);
                if (order == 0)
                {
                    return (table[row + KeyLength] << 8) | table[row + KeyLength + 1];
                }
                if (order < 0)
                {
                    high = middle - 1;
                }
                else
                {
                    low = middle + 1;
                }
            }
            return -1;
        }

        /// <summary>Finds the row of an object.</summary>
        /// <param name="id">The id of an object of the table.</param>
        /// <param name="kind">An <see cref="AccessKind"/>.</param>
        /// <returns>Where in <see cref="Table"/> it begins.</returns>
        public static int FindRow(int id, int kind)
        {
            byte[] table = Table;
            int row = 0;
            while (
                table[row + KeyLength] != id >> 8
                || table[row + KeyLength + 1] != (id & 0xFF)
                || table[row + KindAt] != kind
            )
            {
                row += RowLength;
            }
            return row;
        }

        private static int Compare(byte[] key, int offset, int kind, byte[] table, int row)
        {
            for (int i = 0; i < 8; i++)
            {
                int difference = key[offset + i] - table[row + i];
                if (difference != 0)
                {
                    return difference;
                }
            }
            int kinds = kind - table[row + KindAt];
            return kinds != 0 ? kinds : key[offset + 8] - table[row + 9];
        }

        /// <summary>The rows, ordered by their keys. It is read in place: do not write to it.</summary>
        // csharpier-ignore
        public static readonly byte[] Table =
        {
            // class, OBIS code, kind, number -> group, item
            0, 1, 0, 0, 0, 2, 1, 255, AccessKind.Get, 2, FirmwareGroup, FirmwareObjects.Version,
            0, 1, 0, 0, 94, 44, 0, 0, AccessKind.Get, 2, AuxiliaryGroup, AuxiliaryObjects.RandomisedOffset,
            0, 1, 0, 0, 94, 44, 0, 1, AccessKind.Get, 2, AuxiliaryGroup, AuxiliaryObjects.RandomisedOffsetLimit,
            0, 1, 0, 0, 94, 44, 0, 2, AccessKind.Get, 2, AuxiliaryGroup, AuxiliaryObjects.RandomisedOffsetNumber,
            0, 1, 0, 0, 94, 44, 0, 4, AccessKind.Set, 2, SupplyGroup, SupplyObjects.TamperState,
            0, 1, 0, 0, 94, 44, 0, 11, AccessKind.Get, 2, AuxiliaryGroup, AuxiliaryObjects.Description + 0,
            0, 1, 0, 0, 94, 44, 0, 11, AccessKind.Set, 2, AuxiliaryGroup, AuxiliaryObjects.Description + 0,
            0, 1, 0, 0, 94, 44, 0, 12, AccessKind.Get, 2, AuxiliaryGroup, AuxiliaryObjects.Description + 1,
            0, 1, 0, 0, 94, 44, 0, 12, AccessKind.Set, 2, AuxiliaryGroup, AuxiliaryObjects.Description + 1,
            0, 1, 0, 0, 94, 44, 0, 13, AccessKind.Get, 2, AuxiliaryGroup, AuxiliaryObjects.Description + 2,
            0, 1, 0, 0, 94, 44, 0, 13, AccessKind.Set, 2, AuxiliaryGroup, AuxiliaryObjects.Description + 2,
            0, 1, 0, 0, 94, 44, 0, 14, AccessKind.Get, 2, AuxiliaryGroup, AuxiliaryObjects.Description + 3,
            0, 1, 0, 0, 94, 44, 0, 14, AccessKind.Set, 2, AuxiliaryGroup, AuxiliaryObjects.Description + 3,
            0, 1, 0, 0, 94, 44, 0, 15, AccessKind.Get, 2, AuxiliaryGroup, AuxiliaryObjects.Description + 4,
            0, 1, 0, 0, 94, 44, 0, 15, AccessKind.Set, 2, AuxiliaryGroup, AuxiliaryObjects.Description + 4,
            0, 1, 0, 0, 94, 44, 0, 21, AccessKind.Get, 2, AuxiliaryGroup, AuxiliaryObjects.Identifier + 0,
            0, 1, 0, 0, 94, 44, 0, 22, AccessKind.Get, 2, AuxiliaryGroup, AuxiliaryObjects.Identifier + 1,
            0, 1, 0, 0, 94, 44, 0, 23, AccessKind.Get, 2, AuxiliaryGroup, AuxiliaryObjects.Identifier + 2,
            0, 1, 0, 0, 94, 44, 0, 24, AccessKind.Get, 2, AuxiliaryGroup, AuxiliaryObjects.Identifier + 3,
            0, 1, 0, 0, 94, 44, 0, 25, AccessKind.Get, 2, AuxiliaryGroup, AuxiliaryObjects.Identifier + 4,
            0, 1, 0, 0, 94, 44, 3, 1, AccessKind.Set, 2, CustomerGroup, CustomerObjects.DisablePrivacyPin,
            0, 1, 0, 0, 94, 44, 34, 11, AccessKind.Get, 2, CustomerGroup, CustomerObjects.MeterPoint,
            0, 1, 0, 0, 94, 44, 34, 11, AccessKind.Set, 2, CustomerGroup, CustomerObjects.MeterPoint,
            0, 1, 0, 2, 96, 13, 1, 255, AccessKind.Set, 2, CustomerGroup, CustomerObjects.Message,
            0, 1, 0, 3, 96, 13, 1, 255, AccessKind.Set, 2, CustomerGroup, CustomerObjects.CustomerNumber,
            0, 1, 1, 0, 0, 0, 2, 255, AccessKind.Get, 2, CustomerGroup, CustomerObjects.ExportMeterPoint,
            0, 1, 1, 0, 0, 0, 2, 255, AccessKind.Set, 2, CustomerGroup, CustomerObjects.ExportMeterPoint,
            0, 3, 0, 0, 94, 44, 42, 255, AccessKind.Get, 2, SupplyGroup, SupplyObjects.LoadLimitCounter,
            0, 3, 0, 0, 94, 44, 42, 255, AccessKind.Get, 3, SupplyGroup, SupplyObjects.LoadLimitCounterUnit,
            0, 3, 0, 0, 94, 44, 42, 255, AccessKind.Action, 1, SupplyGroup, SupplyObjects.ResetLoadLimitCounter,
            0, 3, 1, 0, 32, 32, 0, 4, AccessKind.Get, 2, HistoryGroup, HistoryObjects.UnderVoltageCounter,
            0, 3, 1, 0, 32, 32, 0, 4, AccessKind.Get, 3, HistoryGroup, HistoryObjects.CounterUnit,
            0, 3, 1, 0, 32, 32, 0, 4, AccessKind.Action, 1, HistoryGroup, HistoryObjects.ResetUnderVoltage,
            0, 3, 1, 0, 32, 36, 0, 4, AccessKind.Get, 2, HistoryGroup, HistoryObjects.OverVoltageCounter,
            0, 3, 1, 0, 32, 36, 0, 4, AccessKind.Get, 3, HistoryGroup, HistoryObjects.CounterUnit,
            0, 3, 1, 0, 32, 36, 0, 4, AccessKind.Action, 1, HistoryGroup, HistoryObjects.ResetOverVoltage,
            0, 7, 0, 0, 98, 1, 4, 255, AccessKind.GetSelected, 2, HistoryGroup, LogBuffers.DebtPayments,
            0, 7, 0, 0, 98, 1, 5, 255, AccessKind.GetSelected, 2, HistoryGroup, LogBuffers.Credits,
            0, 7, 0, 0, 98, 1, 10, 255, AccessKind.GetSelected, 2, HistoryGroup, LogBuffers.DailyExport,
            0, 7, 0, 0, 99, 1, 1, 255, AccessKind.GetSelected, 2, HistoryGroup, LogBuffers.Export,
            0, 7, 0, 0, 99, 1, 2, 255, AccessKind.GetSelected, 2, HistoryGroup, LogBuffers.ReactiveImport,
            0, 7, 0, 0, 99, 98, 0, 255, AccessKind.GetSelected, 2, HistoryGroup, LogBuffers.Events,
            0, 7, 0, 0, 99, 98, 1, 255, AccessKind.GetSelected, 2, HistoryGroup, LogBuffers.SecurityEvents,
            0, 7, 0, 0, 99, 98, 4, 255, AccessKind.GetSelected, 2, HistoryGroup, LogBuffers.PowerEvents,
            0, 7, 1, 0, 32, 24, 0, 255, AccessKind.Get, 4, HistoryGroup, HistoryObjects.VoltagePeriod,
            0, 7, 1, 0, 32, 24, 0, 255, AccessKind.GetSelected, 2, HistoryGroup, LogBuffers.Voltage,
            0, 8, 0, 0, 1, 0, 0, 255, AccessKind.Get, 2, ClockGroup, ClockObjects.Time,
            0, 8, 0, 0, 1, 0, 0, 255, AccessKind.Get, 4, ClockGroup, ClockObjects.Status,
            0, 8, 0, 0, 1, 0, 0, 255, AccessKind.Set, 9, ClockGroup, ClockObjects.ClockBase,
            0, 8, 0, 0, 1, 0, 0, 255, AccessKind.Action, 4, ClockGroup, ClockObjects.Adjust,
            0, 8, 0, 0, 1, 0, 0, 255, AccessKind.Action, 5, ClockGroup, ClockObjects.Preset,
            0, 9, 0, 0, 10, 0, 100, 255, AccessKind.Action, 1, TariffGroup, TariffObjects.Script,
            0, 9, 0, 0, 10, 0, 103, 255, AccessKind.Action, 1, AuxiliaryGroup, AuxiliaryObjects.Script,
            0, 9, 0, 0, 10, 0, 106, 255, AccessKind.Action, 1, SupplyGroup, SupplyObjects.Script,
            0, 10, 0, 0, 12, 0, 1, 255, AccessKind.Get, 2, CalendarGroup, CalendarObjects.Schedule,
            0, 10, 0, 0, 12, 0, 2, 255, AccessKind.Get, 2, AuxiliaryGroup, AuxiliaryObjects.Schedule,
            0, 10, 0, 1, 12, 0, 1, 255, AccessKind.Set, 2, CalendarGroup, CalendarObjects.Schedule,
            0, 11, 0, 0, 11, 0, 2, 255, AccessKind.Get, 2, CalendarGroup, CalendarObjects.SpecialDays,
            0, 11, 0, 0, 11, 0, 3, 255, AccessKind.Get, 2, AuxiliaryGroup, AuxiliaryObjects.SpecialDayEntries,
            0, 11, 0, 1, 11, 0, 0, 255, AccessKind.Set, 2, TariffGroup, TariffObjects.SpecialDayEntries,
            0, 11, 0, 1, 11, 0, 1, 255, AccessKind.Set, 2, TariffGroup, TariffObjects.Secondary + TariffObjects.SpecialDayEntries,
            0, 11, 0, 1, 11, 0, 2, 255, AccessKind.Set, 2, CalendarGroup, CalendarObjects.SpecialDays,
            0, 20, 0, 0, 13, 0, 0, 255, AccessKind.Set, 7, TariffGroup, TariffObjects.Seasons,
            0, 20, 0, 0, 13, 0, 0, 255, AccessKind.Set, 8, TariffGroup, TariffObjects.Weeks,
            0, 20, 0, 0, 13, 0, 0, 255, AccessKind.Set, 9, TariffGroup, TariffObjects.Days,
            0, 20, 0, 0, 13, 0, 0, 255, AccessKind.Set, 10, TariffGroup, TariffObjects.Activation + TariffTable.Switching,
            0, 20, 0, 0, 13, 0, 1, 255, AccessKind.Set, 7, TariffGroup, TariffObjects.Secondary + TariffObjects.Seasons,
            0, 20, 0, 0, 13, 0, 1, 255, AccessKind.Set, 8, TariffGroup, TariffObjects.Secondary + TariffObjects.Weeks,
            0, 20, 0, 0, 13, 0, 1, 255, AccessKind.Set, 9, TariffGroup, TariffObjects.Secondary + TariffObjects.Days,
            0, 20, 0, 0, 13, 0, 1, 255, AccessKind.Set, 10, TariffGroup, TariffObjects.Activation + TariffTable.SecondarySwitching,
            0, 21, 0, 0, 16, 0, 1, 255, AccessKind.Get, 2, PaymentGroup, PaymentObjects.Active + PaymentSetting.DisablementThreshold,
            0, 21, 0, 0, 16, 1, 11, 255, AccessKind.Set, 2, TariffGroup, TariffObjects.Thresholds + 0,
            0, 21, 0, 0, 16, 1, 12, 255, AccessKind.Set, 2, TariffGroup, TariffObjects.Thresholds + 1,
            0, 21, 0, 0, 16, 1, 13, 255, AccessKind.Set, 2, TariffGroup, TariffObjects.Thresholds + 2,
            0, 21, 0, 0, 16, 1, 14, 255, AccessKind.Set, 2, TariffGroup, TariffObjects.Thresholds + 3,
            0, 21, 0, 0, 16, 1, 15, 255, AccessKind.Set, 2, TariffGroup, TariffObjects.Thresholds + 4,
            0, 21, 0, 0, 16, 1, 16, 255, AccessKind.Set, 2, TariffGroup, TariffObjects.Thresholds + 5,
            0, 21, 0, 0, 16, 1, 17, 255, AccessKind.Set, 2, TariffGroup, TariffObjects.Thresholds + 6,
            0, 21, 0, 0, 16, 1, 18, 255, AccessKind.Set, 2, TariffGroup, TariffObjects.Thresholds + 7,
            0, 22, 0, 0, 15, 0, 0, 255, AccessKind.Get, 4, TariffGroup, TariffObjects.Billing,
            0, 22, 0, 0, 15, 0, 0, 255, AccessKind.Set, 4, TariffGroup, TariffObjects.Billing,
            0, 30, 0, 0, 43, 2, 1, 255, AccessKind.Action, 1, ProtectedGroup, ProtectedObjects.Balances,
            0, 30, 0, 0, 43, 2, 2, 255, AccessKind.Action, 1, ProtectedGroup, ProtectedObjects.Billing,
            0, 30, 0, 0, 43, 2, 5, 255, AccessKind.Action, 1, ProtectedGroup, ProtectedObjects.DailyReads,
            0, 30, 0, 0, 43, 2, 6, 255, AccessKind.Action, 1, ProtectedGroup, ProtectedObjects.DailyBalances,
            0, 30, 0, 0, 43, 2, 7, 255, AccessKind.Action, 1, ProtectedGroup, ProtectedObjects.ActiveImport,
            0, 30, 0, 0, 43, 2, 8, 255, AccessKind.Action, 1, ProtectedGroup, ProtectedObjects.Import,
            0, 30, 0, 0, 43, 2, 9, 255, AccessKind.Action, 1, ProtectedGroup, ProtectedObjects.Tou,
            0, 30, 0, 0, 43, 2, 10, 255, AccessKind.Action, 1, ProtectedGroup, ProtectedObjects.Blocks,
            0, 70, 0, 0, 96, 3, 10, 255, AccessKind.Get, 3, SupplyGroup, SupplyObjects.State,
            0, 70, 0, 1, 96, 3, 10, 255, AccessKind.Get, 2, AuxiliaryGroup, AuxiliaryObjects.State + 0,
            0, 70, 0, 2, 96, 3, 10, 255, AccessKind.Get, 2, AuxiliaryGroup, AuxiliaryObjects.State + 1,
            0, 70, 0, 3, 96, 3, 10, 255, AccessKind.Get, 2, AuxiliaryGroup, AuxiliaryObjects.State + 2,
            0, 70, 0, 4, 96, 3, 10, 255, AccessKind.Get, 2, AuxiliaryGroup, AuxiliaryObjects.State + 3,
            0, 70, 0, 5, 96, 3, 10, 255, AccessKind.Get, 2, AuxiliaryGroup, AuxiliaryObjects.State + 4,
            0, 71, 0, 0, 17, 0, 0, 255, AccessKind.Get, 4, SupplyGroup, SupplyObjects.LoadLimitThreshold,
            0, 71, 0, 0, 17, 0, 0, 255, AccessKind.Get, 6, SupplyGroup, SupplyObjects.LoadLimitPeriod,
            0, 71, 0, 0, 17, 0, 0, 255, AccessKind.Get, 7, SupplyGroup, SupplyObjects.LoadLimitRestoration,
            0, 111, 0, 0, 19, 0, 0, 255, AccessKind.Get, 2, PaymentGroup, PaymentObjects.ActiveMode,
            0, 111, 0, 0, 19, 0, 0, 255, AccessKind.Get, 11, PaymentGroup, PaymentObjects.ActiveConfiguration,
            0, 111, 0, 0, 19, 0, 0, 255, AccessKind.Get, 16, PaymentGroup, PaymentObjects.Active + PaymentSetting.LowCreditThreshold,
            0, 111, 0, 0, 19, 0, 0, 255, AccessKind.Get, 18, PaymentGroup, PaymentObjects.Active + PaymentSetting.RateCap,
            0, 111, 0, 0, 19, 0, 0, 255, AccessKind.Get, 19, PaymentGroup, PaymentObjects.ActiveCapPeriod,
            0, 111, 0, 1, 19, 0, 0, 255, AccessKind.Set, 2, PaymentGroup, PaymentObjects.AccountMode,
            0, 111, 0, 1, 19, 0, 0, 255, AccessKind.Set, 11, PaymentGroup, PaymentObjects.AccountConfiguration,
            0, 111, 0, 1, 19, 0, 0, 255, AccessKind.Set, 13, PaymentGroup, PaymentObjects.Activation + PaymentSetting.Mode,
            0, 112, 0, 0, 19, 10, 0, 255, AccessKind.Get, 2, BalanceGroup, BalanceObjects.MeterBalance,
            0, 112, 0, 0, 19, 10, 0, 255, AccessKind.Action, 1, BalanceGroup, BalanceObjects.Adjust,
            0, 112, 0, 0, 19, 10, 0, 255, AccessKind.Action, 2, BalanceGroup, BalanceObjects.ResetBalance,
            0, 112, 0, 0, 19, 10, 1, 255, AccessKind.Get, 9, PaymentGroup, PaymentObjects.Active + PaymentSetting.EmergencyCreditLimit,
            0, 112, 0, 0, 19, 10, 1, 255, AccessKind.Get, 10, PaymentGroup, PaymentObjects.Active + PaymentSetting.EmergencyCreditThreshold,
            0, 112, 0, 0, 19, 10, 1, 255, AccessKind.Action, 2, BalanceGroup, BalanceObjects.ResetEmergency,
            0, 112, 0, 0, 19, 10, 1, 255, AccessKind.Action, 3, BalanceGroup, BalanceObjects.ActivateEmergency,
            0, 112, 0, 0, 19, 10, 2, 255, AccessKind.Action, 2, BalanceGroup, BalanceObjects.ResetAccumulated,
            0, 113, 0, 0, 19, 20, 0, 255, AccessKind.Set, 6, TariffGroup, TariffObjects.Prices,
            0, 113, 0, 0, 19, 20, 0, 255, AccessKind.Set, 7, TariffGroup, TariffObjects.Activation + TariffTable.Prices,
            0, 113, 0, 0, 19, 20, 1, 255, AccessKind.Get, 5, DebtGroup, DebtObjects.ActiveRate + 0,
            0, 113, 0, 0, 19, 20, 1, 255, AccessKind.Get, 8, DebtGroup, DebtObjects.Period + 0,
            0, 113, 0, 0, 19, 20, 1, 255, AccessKind.Set, 6, DebtGroup, DebtObjects.PassiveRate + 0,
            0, 113, 0, 0, 19, 20, 1, 255, AccessKind.Set, 8, DebtGroup, DebtObjects.Period + 0,
            0, 113, 0, 0, 19, 20, 1, 255, AccessKind.Action, 2, DebtGroup, DebtObjects.ActivateRate + 0,
            0, 113, 0, 0, 19, 20, 1, 255, AccessKind.Action, 4, DebtGroup, DebtObjects.Adjust + 0,
            0, 113, 0, 0, 19, 20, 1, 255, AccessKind.Action, 5, DebtGroup, DebtObjects.Reset + 0,
            0, 113, 0, 0, 19, 20, 2, 255, AccessKind.Get, 5, DebtGroup, DebtObjects.ActiveRate + 1,
            0, 113, 0, 0, 19, 20, 2, 255, AccessKind.Get, 8, DebtGroup, DebtObjects.Period + 1,
            0, 113, 0, 0, 19, 20, 2, 255, AccessKind.Set, 6, DebtGroup, DebtObjects.PassiveRate + 1,
            0, 113, 0, 0, 19, 20, 2, 255, AccessKind.Set, 8, DebtGroup, DebtObjects.Period + 1,
            0, 113, 0, 0, 19, 20, 2, 255, AccessKind.Action, 2, DebtGroup, DebtObjects.ActivateRate + 1,
            0, 113, 0, 0, 19, 20, 2, 255, AccessKind.Action, 4, DebtGroup, DebtObjects.Adjust + 1,
            0, 113, 0, 0, 19, 20, 2, 255, AccessKind.Action, 5, DebtGroup, DebtObjects.Reset + 1,
            0, 113, 0, 0, 19, 20, 3, 255, AccessKind.Get, 13, DebtGroup, DebtObjects.RecoveryPerPayment,
            0, 113, 0, 0, 19, 20, 3, 255, AccessKind.Set, 13, DebtGroup, DebtObjects.RecoveryPerPayment,
            0, 113, 0, 0, 19, 20, 3, 255, AccessKind.Action, 4, DebtGroup, DebtObjects.Adjust + 2,
            0, 113, 0, 0, 19, 20, 3, 255, AccessKind.Action, 5, DebtGroup, DebtObjects.Reset + 2,
            0, 113, 0, 0, 19, 20, 4, 255, AccessKind.Set, 6, TariffGroup, TariffObjects.Standing,
            0, 113, 0, 0, 19, 20, 4, 255, AccessKind.Set, 7, TariffGroup, TariffObjects.Activation + TariffTable.StandingCharge,
            0, 113, 0, 0, 19, 20, 5, 255, AccessKind.Set, 6, TariffGroup, TariffObjects.Secondary + TariffObjects.Prices,
            0, 113, 0, 0, 19, 20, 5, 255, AccessKind.Set, 7, TariffGroup, TariffObjects.Activation + TariffTable.SecondaryPrices,
            0, 115, 0, 0, 19, 40, 0, 255, AccessKind.Action, 1, TokenGroup, TokenObjects.Enter,
            35, 40, 0, 0, 63, 1, 1, 255, AccessKind.Set, 6, TariffGroup, TariffObjects.Activation + TariffTable.Thresholds,
            35, 40, 0, 0, 94, 44, 0, 3, AccessKind.Get, 2, SupplyGroup, SupplyObjects.LoadLimitState,
            35, 40, 0, 0, 94, 44, 2, 0, AccessKind.Set, 4, TariffGroup, TariffObjects.Currency,
            35, 40, 0, 0, 94, 44, 2, 0, AccessKind.Set, 6, TariffGroup, TariffObjects.Activation + TariffTable.Currency,
            35, 40, 0, 0, 94, 44, 2, 10, AccessKind.Get, 2, PaymentGroup, PaymentObjects.Active + PaymentSetting.MaximumCredit,
            35, 40, 0, 0, 94, 44, 2, 10, AccessKind.Set, 4, PaymentGroup, PaymentObjects.Passive + PaymentSetting.MaximumCredit,
            35, 40, 0, 0, 94, 44, 2, 10, AccessKind.Set, 6, PaymentGroup, PaymentObjects.Activation + PaymentSetting.MaximumCredit,
            35, 40, 0, 0, 94, 44, 2, 20, AccessKind.Get, 2, PaymentGroup, PaymentObjects.Active + PaymentSetting.MaximumBalance,
            35, 40, 0, 0, 94, 44, 2, 20, AccessKind.Set, 2, PaymentGroup, PaymentObjects.Active + PaymentSetting.MaximumBalance,
            35, 40, 0, 0, 94, 44, 2, 20, AccessKind.Set, 4, PaymentGroup, PaymentObjects.Passive + PaymentSetting.MaximumBalance,
            35, 40, 0, 0, 94, 44, 2, 20, AccessKind.Set, 6, PaymentGroup, PaymentObjects.Activation + PaymentSetting.MaximumBalance,
            35, 40, 0, 0, 94, 44, 128, 2, AccessKind.Set, 4, PaymentGroup, PaymentObjects.Passive + PaymentSetting.EmergencyCreditLimit,
            35, 40, 0, 0, 94, 44, 128, 2, AccessKind.Set, 6, PaymentGroup, PaymentObjects.Activation + PaymentSetting.EmergencyCreditLimit,
            35, 40, 0, 0, 94, 44, 128, 3, AccessKind.Set, 4, PaymentGroup, PaymentObjects.Passive + PaymentSetting.EmergencyCreditThreshold,
            35, 40, 0, 0, 94, 44, 128, 3, AccessKind.Set, 6, PaymentGroup, PaymentObjects.Activation + PaymentSetting.EmergencyCreditThreshold,
            35, 40, 0, 0, 94, 44, 128, 9, AccessKind.Set, 4, PaymentGroup, PaymentObjects.Passive + PaymentSetting.LowCreditThreshold,
            35, 40, 0, 0, 94, 44, 128, 9, AccessKind.Set, 6, PaymentGroup, PaymentObjects.Activation + PaymentSetting.LowCreditThreshold,
            35, 40, 0, 0, 94, 44, 128, 12, AccessKind.Set, 4, PaymentGroup, PaymentObjects.Passive + PaymentSetting.RateCap,
            35, 40, 0, 0, 94, 44, 128, 12, AccessKind.Set, 6, PaymentGroup, PaymentObjects.Activation + PaymentSetting.RateCap,
            35, 40, 0, 0, 94, 44, 128, 13, AccessKind.Set, 4, PaymentGroup, PaymentObjects.CapPeriod,
            35, 40, 0, 0, 94, 44, 128, 13, AccessKind.Set, 6, PaymentGroup, PaymentObjects.CapPeriodActivation,
            35, 40, 0, 0, 94, 44, 128, 22, AccessKind.Set, 4, PaymentGroup, PaymentObjects.Passive + PaymentSetting.DisablementThreshold,
            35, 40, 0, 0, 94, 44, 128, 22, AccessKind.Set, 6, PaymentGroup, PaymentObjects.Activation + PaymentSetting.DisablementThreshold,
            35, 40, 0, 0, 94, 44, 128, 28, AccessKind.Set, 6, CalendarGroup, CalendarObjects.Activation,
            35, 40, 0, 0, 94, 44, 128, 29, AccessKind.Set, 6, TariffGroup, TariffObjects.Activation + TariffTable.SpecialDays,
            35, 40, 0, 0, 94, 44, 128, 30, AccessKind.Set, 6, TariffGroup, TariffObjects.Activation + TariffTable.SecondarySpecialDays,
            35, 40, 0, 0, 94, 44, 128, 31, AccessKind.Set, 6, CalendarGroup, CalendarObjects.SpecialDaysActivation,
            35, 40, 0, 0, 96, 13, 0, 255, AccessKind.Set, 2, CustomerGroup, CustomerObjects.SupplierTelephone,
            35, 40, 0, 0, 96, 13, 1, 255, AccessKind.Set, 2, CustomerGroup, CustomerObjects.SupplierName,
        };
    }
}

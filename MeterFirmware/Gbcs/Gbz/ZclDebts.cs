using MeterFirmware.Core;
using MeterFirmware.Core.Payment;

namespace MeterFirmware.Gbcs.Gbz
{
    /// <summary>
    /// Change Debt (Prepayment cluster, command 0x02; SMETS2 4.5.3.5). Which of its two meanings it has is the use case's: an
    /// increment with its rates in GCS04, a reset to zero in SECMP0002.
    /// </summary>
    public sealed class ZclDebts : ZclHandler
    {
        /// <summary>Command 0x02, Change Debt.</summary>
        public const int ChangeDebt = 0;

        // Debt Amount Type: two values a debt, absolute then incremental.
        private const int AmountTypes = 2 * Debt.Count;

        private const int MethodTime = 0;
        private const int MethodPayment = 1;

        private const int FrequencyHourly = 0x00;
        private const int FrequencyDaily = 0x01;
        private const int FrequencyUnchanged = 0xFF;

        private readonly DebtRegisters debts;
        private readonly IssuerEvents issuer;

        /// <summary>Serves the debts of a meter.</summary>
        public ZclDebts(DebtRegisters debts, IssuerEvents issuer)
        {
            this.debts = debts;
            this.issuer = issuer;
        }

        /// <inheritdoc/>
        public override int Run(int item, int messageCode, ZclReader reader)
        {
            bool isReset = messageCode == MeterParameters.ResetDebtGsmeMessageCode;
            long eventId = reader.ReadUInt32();
            reader.SkipString(); // Debt Label
            int amountMillipence = reader.ReadInt32();
            int method = reader.ReadByte();
            int amountType = reader.ReadByte();
            reader.ReadInt32(); // Debt Recovery Start Time
            reader.ReadUInt16(); // Debt Recovery Collection Time
            int frequency = reader.ReadByte();
            int rateMillipence = reader.ReadInt32();
            int percentage = reader.ReadUInt16();
            if (!reader.IsAtEnd)
            {
                return ZclStatus.MalformedCommand;
            }
            int debt = amountType / 2;
            bool isAbsolute = amountType % 2 == 0;
            if (
                amountType >= AmountTypes
                || isAbsolute != isReset
                || issuer.IsOlder(IssuerEvent.ChangeDebt + debt, eventId)
            )
            {
                return ZclStatus.InvalidField;
            }
            int status = isReset
                ? Reset(debt, amountMillipence)
                : Change(debt, method, amountMillipence, frequency, rateMillipence, percentage);
            if (status == ZclStatus.Success)
            {
                issuer.Accept(IssuerEvent.ChangeDebt + debt, eventId);
            }
            return status;
        }

        private int Change(
            int debt,
            int method,
            int amountMillipence,
            int frequency,
            int rateMillipence,
            int percentage
        )
        {
            bool isMethodRight = method == (debt == Debt.Payment ? MethodPayment : MethodTime);
            bool isRecoveryRight = IsRecoveryValid(debt, frequency, rateMillipence, percentage);
            if (!isMethodRight || !isRecoveryRight || amountMillipence == int.MinValue)
            {
                return ZclStatus.InvalidField;
            }
            if (debts.Adjust(debt, amountMillipence) != DebtResult.Done)
            {
                return ZclStatus.InvalidField;
            }
            if (frequency != FrequencyUnchanged)
            {
                SetRecovery(debt, frequency, rateMillipence, percentage);
            }
            return ZclStatus.Success;
        }

        // The other fields say nothing here: a reset changes the register and nothing else.
        private int Reset(int debt, int amountMillipence)
        {
            if (amountMillipence != 0)
            {
                return ZclStatus.InvalidField;
            }
            debts.Reset(debt);
            return ZclStatus.Success;
        }

        private static bool IsRecoveryValid(int debt, int frequency, int rateMillipence, int percentage)
        {
            if (frequency == FrequencyUnchanged)
            {
                return true;
            }
            bool isFrequencyRight = frequency == FrequencyHourly || frequency == FrequencyDaily;
            return isFrequencyRight
                && (debt == Debt.Payment ? percentage <= DebtRegisters.WholePayment : rateMillipence >= 0);
        }

        private void SetRecovery(int debt, int frequency, int rateMillipence, int percentage)
        {
            if (debt == Debt.Payment)
            {
                debts.SetRecoveryPerPayment(percentage);
                return;
            }
            debts.SetPeriod(debt, frequency == FrequencyHourly ? DebtRegisters.HourSeconds : DebtRegisters.DaySeconds);
            debts.SetRate(debt, rateMillipence);
        }
    }
}

using MeterFirmware.Core;
using MeterFirmware.Core.Payment;

namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>Credit (class 112): Meter Balance, emergency credit and the accumulated debt.</summary>
    public sealed class BalanceObjects : DlmsHandler
    {
        /// <summary>Attribute 2 of 0-0:19.10.0.255, current_credit_amount (SMETS2 5.7.5.22), millipence.</summary>
        public const int MeterBalance = 0;

        /// <summary>Method 1 of 0-0:19.10.0.255, update_amount (SMETS2 5.6.3.6), millipence.</summary>
        public const int Adjust = 1;

        /// <summary>Method 2 of 0-0:19.10.0.255, set_amount_to_value, to zero only (SMETS2 5.6.3.29).</summary>
        public const int ResetBalance = 2;

        /// <summary>Method 2 of 0-0:19.10.1.255, to zero: emergency credit is its limit again.</summary>
        public const int ResetEmergency = 3;

        /// <summary>Method 2 of 0-0:19.10.2.255, to zero.</summary>
        public const int ResetAccumulated = 4;

        /// <summary>Method 3 of 0-0:19.10.1.255, invoke_credit (SMETS2 5.6.3.1).</summary>
        public const int ActivateEmergency = 5;

        private readonly Accounts accounts;
        private readonly PaymentEngine payment;

        /// <summary>Serves the balances of a meter.</summary>
        public BalanceObjects(MeterState state)
        {
            accounts = state.Accounts;
            payment = state.Payment;
        }

        /// <inheritdoc/>
        public override int Get(int item, OctetWriter writer)
        {
            if (item != MeterBalance)
            {
                return AccessResult.ReadWriteDenied;
            }
            AxdrWriter.WriteInt32(writer, (int)accounts.GetBalance(Account.MeterBalance));
            return AccessResult.Success;
        }

        /// <inheritdoc/>
        public override int Invoke(int item, AxdrReader reader)
        {
            int value = item == ActivateEmergency ? reader.ReadInt8() : reader.ReadInt32();
            if (!reader.IsAtEnd)
            {
                return AccessResult.TypeUnmatched;
            }
            return Run(item, value) ? AccessResult.Success : AccessResult.OtherReason;
        }

        private bool Run(int item, int value)
        {
            if (item == Adjust)
            {
                return payment.AdjustBalance(value);
            }
            if (item == ActivateEmergency)
            {
                return payment.ActivateEmergencyCredit();
            }
            // Setting a balance to an amount is not a command of any meter.
            if (value != 0)
            {
                return false;
            }
            switch (item)
            {
                case ResetBalance:
                    payment.ResetBalance();
                    return true;
                case ResetEmergency:
                    payment.ResetEmergencyCredit();
                    return true;
                default:
                    payment.ResetAccumulatedDebt();
                    return true;
            }
        }
    }
}

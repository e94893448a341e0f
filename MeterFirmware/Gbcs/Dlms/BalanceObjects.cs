using MeterFirmware.Core.Payment;

namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>Credit (class 112): the Meter Balance.</summary>
    public sealed class BalanceObjects : DlmsHandler
    {
        /// <summary>Attribute 2 of 0-0:19.10.0.255, current_credit_amount (SMETS2 5.7.5.22), millipence.</summary>
        public const int MeterBalance = 0;

        private readonly Accounts accounts;

        /// <summary>Serves the balances of a meter.</summary>
        public BalanceObjects(Accounts accounts)
        {
            this.accounts = accounts;
        }

        /// <inheritdoc/>
        public override int Get(int item, OctetWriter writer)
        {
            AxdrWriter.WriteInt32(writer, (int)accounts.GetBalance(Account.MeterBalance));
            return AccessResult.Success;
        }
    }
}

using MeterFirmware.Core.Payment;

namespace MeterFirmware.Gbcs.Gbz
{
    /// <summary>The balances in the Prepayment and Metering clusters.</summary>
    public sealed class ZclBalances : ZclHandler
    {
        /// <summary>Attribute 0x0001, Credit Remaining (SMETS2 4.6.5.11), millipence.</summary>
        public const int CreditRemaining = 0;

        /// <summary>
        /// Attribute 0x0A00 of the Metering cluster, Bill To Date Delivered (SMETS2 4.6.5.11 in credit mode): the money that is
        /// due, millipence, never negative.
        /// </summary>
        public const int BillToDateDelivered = 1;

        private readonly Accounts accounts;

        /// <summary>Serves the balances of a meter.</summary>
        public ZclBalances(Accounts accounts)
        {
            this.accounts = accounts;
        }

        /// <inheritdoc/>
        public override bool IsPrivate(int item)
        {
            return true;
        }

        /// <inheritdoc/>
        public override int Read(int item, OctetWriter writer)
        {
            long value =
                item == CreditRemaining
                    ? accounts.GetBalance(Account.MeterBalance)
                    : -accounts.GetBalance(Account.BillToDate);
            ZclWriter.WriteInt32(writer, (int)value);
            return ZclStatus.Success;
        }
    }
}

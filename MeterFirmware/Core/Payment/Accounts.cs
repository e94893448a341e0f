using MeterFirmware.Core.State;

namespace MeterFirmware.Core.Payment
{
    /// <summary>
    /// The balances, in millipence. Money is neither made nor lost: the only change there is moves an amount from
    /// one account to another.
    /// </summary>
    public sealed class Accounts
    {
        private readonly StateImage image;

        /// <summary>Binds the accounts to the image that holds them.</summary>
        public Accounts(StateImage image)
        {
            this.image = image;
        }

        /// <summary>A balance in millipence; a debt is negative.</summary>
        /// <param name="account">An <see cref="Account"/>.</param>
        public long GetBalance(int account)
        {
            return image.GetInt64(OffsetOf(account));
        }

        /// <summary>The sum over all accounts: zero, always.</summary>
        public long Sum()
        {
            long sum = 0;
            for (int account = 0; account < Account.Count; account++)
            {
                sum += GetBalance(account);
            }
            return sum;
        }

        /// <summary>
        /// Moves an amount. The caller has made sure that what the meter's registers can carry is kept.
        /// </summary>
        /// <param name="from">The <see cref="Account"/> that gives.</param>
        /// <param name="to">The account that takes.</param>
        /// <param name="amountMillipence">0 or more.</param>
        /// <exception cref="System.InvalidOperationException">
        /// The amount is negative, a register would leave the range of an int, or the accounts do not add up.
        /// </exception>
        public void Transfer(int from, int to, long amountMillipence)
        {
            Invariant.Require(amountMillipence >= 0, "a transfer moves 0 or more");
            SetBalance(from, GetBalance(from) - amountMillipence);
            SetBalance(to, GetBalance(to) + amountMillipence);
            Invariant.Require(Sum() == 0, "the accounts add up to zero");
        }

        private void SetBalance(int account, long balanceMillipence)
        {
            bool isRegister = Account.IsRegister(account);
            Invariant.Require(
                !isRegister || (balanceMillipence >= -int.MaxValue && balanceMillipence <= int.MaxValue),
                "a register holds an int"
            );
            image.SetInt64(OffsetOf(account), balanceMillipence);
        }

        /// <summary>Where in the image a balance stands.</summary>
        internal static int OffsetOf(int account)
        {
            Invariant.Require(account >= 0 && account < Account.Count, "an account that exists");
            return account == Account.BillToDate ? PaymentLayout.BillToDate : ImageLayout.Accounts + 8 * account;
        }
    }
}

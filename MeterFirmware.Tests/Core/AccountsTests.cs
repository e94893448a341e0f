using System;
using MeterFirmware.Core;
using MeterFirmware.Core.Payment;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Core
{
    [TestClass]
    public class AccountsTests
    {
        [TestMethod]
        public void TransferMovesMoneyAndTheSumStaysZero()
        {
            Accounts accounts = Make.Esme().Accounts;
            accounts.Transfer(Account.CreditsReceived, Account.MeterBalance, 123456);
            accounts.Transfer(Account.MeterBalance, Account.TimeDebt1, 456);
            Assert.AreEqual(123000L, accounts.GetBalance(Account.MeterBalance));
            Assert.AreEqual(456L, accounts.GetBalance(Account.TimeDebt1));
            Assert.AreEqual(-123456L, accounts.GetBalance(Account.CreditsReceived));
            Assert.AreEqual(0L, accounts.Sum());
        }

        [TestMethod]
        public void NegativeTransferIsRefused()
        {
            Accounts accounts = Make.Esme().Accounts;
            Assert.ThrowsException(
                typeof(InvalidOperationException),
                () => accounts.Transfer(Account.MeterBalance, Account.Consumption, -1)
            );
        }

        [TestMethod]
        public void RegisterCannotLeaveTheRangeOfAnInt()
        {
            Accounts accounts = Make.Esme().Accounts;
            accounts.Transfer(Account.CreditsReceived, Account.MeterBalance, int.MaxValue);
            Assert.ThrowsException(
                typeof(InvalidOperationException),
                () => accounts.Transfer(Account.CreditsReceived, Account.MeterBalance, 1)
            );
        }

        [TestMethod]
        public void OutsideAccountHoldsMoreThanAnInt()
        {
            Accounts accounts = Make.Esme().Accounts;
            for (int i = 0; i < 3; i++)
            {
                accounts.Transfer(Account.CreditsReceived, Account.MeterBalance, int.MaxValue);
                accounts.Transfer(Account.MeterBalance, Account.Consumption, int.MaxValue);
            }
            Assert.AreEqual(3L * int.MaxValue, accounts.GetBalance(Account.Consumption));
            Assert.AreEqual(0L, accounts.Sum());
        }

        [TestMethod]
        public void MoneyMadeFromNothingIsNoticed()
        {
            MeterState state = Make.Esme();
            state.Image.SetInt64(MeterFirmware.Core.State.ImageLayout.Accounts, 1);
            Assert.ThrowsException(
                typeof(InvalidOperationException),
                () => state.Accounts.Transfer(Account.MeterBalance, Account.Consumption, 0)
            );
        }
    }
}

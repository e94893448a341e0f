using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.Payment;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Gbcs.Gbz;
using MeterFirmware.Tests.Core;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Gbcs
{
    /// <summary>What the payment commands refuse.</summary>
    [TestClass]
    public class PaymentCommandTests
    {
        private const int TopUp = 0x0007;
        private const int SetCreditMode = 0x001A;
        private const int SetPrepaymentMode = 0x001B;
        private const int EnableSupply = 0x004F;
        private const int DisableSupply = 0x0050;
        private const int ArmSupply = 0x0051;
        private const int CloseValve = 0x0081;
        private const int ArmValve = 0x0085;
        private const int AdjustBalance = 0x0086;
        private const int AdjustBill = 0x00C0;

        private static MeterState Gsme(bool isLarge)
        {
            MeterConfiguration configuration = new MeterConfiguration(MeterKind.Gsme, Make.DeviceId(), 1)
            {
                LargeGasMeterAtDomesticPremises = isLarge,
            };
            return new MeterState(configuration, new MemoryRecordStore());
        }

        private static ZclReader Fields(byte[] fields)
        {
            ZclReader reader = new ZclReader();
            reader.Open(fields, 0, fields.Length);
            return reader;
        }

        private static ZclReader ChangeSupply(int status)
        {
            return Fields(new byte[] { 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)status, 1 });
        }

        private static ZclReader Adjustment(int eventId, int type, int value)
        {
            return Fields(
                new byte[] { (byte)eventId, 0, 0, 0, 0, 0, 0, 0, (byte)type, (byte)value, (byte)(value >> 8), 0, 0 }
            );
        }

        private static int Set(DlmsHandler objects, int item, byte[] value)
        {
            AxdrReader reader = new AxdrReader();
            reader.Open(value, 0, value.Length);
            return objects.Set(item, reader);
        }

        [TestMethod]
        public void AnExemptMeterAnswersThatItHasNoSuchCommandAndChangesNothing()
        {
            MeterState state = Gsme(true);
            ZclSupply supply = new ZclSupply(state);
            byte[] before = (byte[])state.Image.Raw.Clone();
            Assert.AreEqual(
                ZclStatus.UnsupportedClusterCommand,
                supply.Run(ZclSupply.ChangeSupply, CloseValve, ChangeSupply(0))
            );
            Assert.AreEqual(
                ZclStatus.UnsupportedClusterCommand,
                supply.Run(ZclSupply.ChangeSupply, ArmValve, ChangeSupply(1))
            );
            CollectionAssert.AreEqual(before, state.Image.Raw);
            Assert.IsTrue(state.Payment.IsSupplyOn);
        }

        [TestMethod]
        public void AUseCaseCannotCarryAnothersSupplyStatus()
        {
            MeterState state = Gsme(false);
            ZclSupply supply = new ZclSupply(state);
            Assert.AreEqual(ZclStatus.InvalidField, supply.Run(ZclSupply.ChangeSupply, ArmValve, ChangeSupply(0)));
            Assert.AreEqual(ZclStatus.InvalidField, supply.Run(ZclSupply.ChangeSupply, CloseValve, ChangeSupply(2)));
            Assert.IsTrue(state.Payment.IsSupplyOn);
        }

        [TestMethod]
        [DataRow(EnableSupply, 52, false)]
        [DataRow(ArmSupply, 52, false)]
        [DataRow(DisableSupply, 51, false)]
        [DataRow(DisableSupply, 54, false)]
        [DataRow(DisableSupply, 52, true)]
        [DataRow(EnableSupply, 51, true)]
        [DataRow(ArmSupply, 54, true)]
        public void AUseCaseCannotCarryAnothersScript(int messageCode, int script, bool isDone)
        {
            Rig rig = new Rig(MeterKind.Esme);
            byte[] payload = { 0xD9, 0, 0, 0, 1, 0, 1, 3, 0, 9, 0, 0, 10, 0, 106, 255, 1, 1, 0x12, 0, (byte)script };
            Assert.AreEqual(Refusal.None, rig.Serve(rig.Command(messageCode, 1, payload, true)));
            int result = isDone ? AccessResult.Success : AccessResult.OtherReason;
            byte[] wanted = { 0xDA, 0, 0, 0, 1, 0, 0, 1, 0, 1, 3, (byte)result };
            CollectionAssert.AreEqual(wanted, rig.AnswerPayload(65));
            Assert.AreEqual(!isDone || script != 52, rig.State.Payment.IsSupplyOn);
        }

        [TestMethod]
        [DataRow(MeterKind.Esme)]
        [DataRow(MeterKind.Gsme)]
        public void ArmingASupplyThatIsOnLeavesItOn(int kind)
        {
            Rig rig = new Rig(kind);
            bool isEsme = kind == MeterKind.Esme;
            byte[] script = { 0xD9, 0, 0, 0, 1, 0, 1, 3, 0, 9, 0, 0, 10, 0, 106, 255, 1, 1, 0x12, 0, 54 };
            byte[] change = new byte[29];
            byte[] begin = { 1, 9, 1, 1, 7, 2, 0, 21, 1, 0, 0x0B, 0, 0, 0, 0, 1 };
            System.Array.Copy(begin, 0, change, 0, begin.Length);
            change[27] = 1;
            change[28] = 1;
            byte[] command = rig.Command(isEsme ? ArmSupply : ArmValve, 1, isEsme ? script : change, true);
            Assert.AreEqual(Refusal.None, rig.Serve(command));
            Assert.AreEqual(SupplyState.Enabled, rig.State.Payment.Supply.State);
            Assert.AreEqual(1, rig.State.EventLog.Total, "nothing was armed");
            Assert.AreEqual(EventCode.CommandActioned, rig.State.EventLog.GetCode(0));
        }

        [TestMethod]
        [DataRow(MeterKind.Esme)]
        [DataRow(MeterKind.Gsme)]
        public void ARefusedInstructionIsLoggedAsNotActioned(int kind)
        {
            Rig rig = new Rig(kind);
            bool isEsme = kind == MeterKind.Esme;
            byte[] payload = isEsme
                ? Payloads.InvokeDebt(Debt.Time1, 4, int.MaxValue)
                : Payloads.ChangeDebt(new int[] { 1 }, int.MaxValue, 0xFF, 0, 0);
            int code = isEsme ? 0x001E : 0x006E;
            Assert.AreEqual(Refusal.None, rig.Serve(rig.Command(code, 1, payload, true)));
            Assert.AreEqual(EventCode.CommandActioned, rig.State.EventLog.GetCode(0));
            Assert.AreEqual(Refusal.None, rig.Serve(rig.Command(code, 2, payload, true)));
            Assert.AreEqual(2, rig.State.EventLog.Total);
            Assert.AreEqual(EventCode.CommandNotActioned, rig.State.EventLog.GetCode(0));
            Assert.AreEqual(0, rig.State.EventLog.GetDetail(0));
        }

        // Whoever is told that the top up counts has lost it if the flash does not have it.
        [TestMethod]
        public void ATopUpByHandThatTheFlashRefusesIsNoneAndMayComeAgain()
        {
            Rig rig = new Rig(MeterKind.Esme);
            rig.State.Clock.Set(1000, true, 1000);
            int mode = PaymentSettings.PackMode(PaymentMode.Prepayment, false, false);
            Assert.IsTrue(rig.State.Payment.Apply(PaymentSetting.Mode, mode));
            Assert.IsTrue(rig.State.Payment.Apply(PaymentSetting.MaximumCredit, 2000000));
            Assert.IsTrue(rig.State.Payment.Apply(PaymentSetting.MaximumBalance, 2000000));
            byte[] digits = Utrns.Make(5, 10, 0);
            long before = rig.State.Accounts.GetBalance(Account.MeterBalance);
            rig.Records.RefuseWrites = true;
            Assert.AreEqual(-1, rig.Server.TopUps.EnterByHand(digits));
            Assert.AreEqual(before, rig.State.Accounts.GetBalance(Account.MeterBalance));
            rig.Records.RefuseWrites = false;
            Assert.AreEqual(CreditResult.Accepted, rig.Server.TopUps.EnterByHand(digits));
            Assert.AreEqual(before + 1000000L, rig.State.Accounts.GetBalance(Account.MeterBalance));
            Assert.AreEqual(CreditResult.Duplicate, rig.Server.TopUps.EnterByHand(digits));
        }

        [TestMethod]
        public void ARestartBeginsTheLockOutAnew()
        {
            Rig rig = new Rig(MeterKind.Esme);
            byte[] digits = new byte[Utrn.Digits];
            rig.State.Clock.Set(1000, true, 1000);
            for (int i = 0; i < MeterParameters.BadUtrnEntries; i++)
            {
                Assert.IsFalse(rig.Server.TopUps.IsLockedOut);
                Assert.AreEqual(CreditResult.Invalid, rig.Server.TopUps.EnterByHand(digits));
            }
            rig.State.Clock.Set(300999, true, 1299);
            Assert.IsTrue(rig.Server.TopUps.IsLockedOut);
            rig = new Rig(MeterKind.Esme, rig.Records);
            long now = 7000;
            rig.State.Clock.Set(now, true, 1300);
            Assert.AreEqual(CreditResult.LockedOut, rig.Server.TopUps.EnterByHand(digits));
            now += MeterParameters.UtrnLockOutSeconds * 1000L;
            rig.State.Clock.Set(now - 1, true, 1599);
            Assert.IsTrue(rig.Server.TopUps.IsLockedOut);
            rig.State.Clock.Set(now, true, 1600);
            Assert.AreEqual(CreditResult.Invalid, rig.Server.TopUps.EnterByHand(digits));
        }

        [TestMethod]
        [DataRow(SetCreditMode, 2, false)]
        [DataRow(SetPrepaymentMode, 1, false)]
        [DataRow(SetCreditMode, 1, true)]
        [DataRow(SetPrepaymentMode, 2, true)]
        public void AUseCaseCannotCarryAnothersPaymentMode(int messageCode, int mode, bool isDone)
        {
            PaymentObjects objects = new PaymentObjects(Make.Esme().Payment, false);
            objects.MessageCode = messageCode;
            byte[] value = { 2, 2, 0x16, (byte)mode, 0x16, 1 };
            int result = isDone ? AccessResult.Success : AccessResult.OtherReason;
            Assert.AreEqual(result, Set(objects, PaymentObjects.AccountMode, value));
        }

        [TestMethod]
        public void ARefusedTopUpThatIsRepeatedIsAnsweredAndToldOnceAnHour()
        {
            Rig rig = new Rig(MeterKind.Esme);
            byte[] payload = new byte[40];
            byte[] begin = { 0xD9, 0, 0, 0, 1, 0, 1, 3, 0, 115, 0, 0, 19, 40, 0, 255, 1, 1, 9, 20 };
            System.Array.Copy(begin, 0, payload, 0, begin.Length);
            for (int i = begin.Length; i < payload.Length; i++)
            {
                payload[i] = (byte)'0';
            }
            payload[39] = (byte)('0' + Utrn.ComputeCheckDigit(payload, 20));
            byte[] command = rig.Command(TopUp, 1, payload, false);
            for (int second = 0; second < 7200; second += 72)
            {
                rig.State.Clock.Set(second * 1000L, true, 1000 + second);
                Assert.AreEqual(Refusal.None, rig.Serve(command));
                Assert.IsTrue(rig.Server.Outgoing.Count > 0);
            }
            Assert.AreEqual(2, rig.Records.Writes);
            Assert.AreEqual(2, rig.State.SecurityLog.Total);
            Assert.AreEqual(EventCode.UtrnOtherDevice, rig.State.SecurityLog.GetCode(0));
            Assert.AreEqual(2, rig.State.EventLog.Total);
            Assert.AreEqual(2, rig.State.Payment.Alerts.Count);
        }

        [TestMethod]
        public void ACalendarThatWasRefusedInPartCannotBeActivatedByALaterCommand()
        {
            MeterState state = Make.Esme();
            CalendarObjects objects = new CalendarObjects(state);
            // Of two special days the second has no day id.
            byte[] days =
            {
                1,
                2,
                2,
                3,
                18,
                0,
                1,
                9,
                5,
                255,
                255,
                12,
                25,
                255,
                17,
                1,
                2,
                3,
                18,
                0,
                2,
                9,
                5,
                255,
                255,
                12,
            };
            byte[] now = { 9, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };
            Assert.AreEqual(AccessResult.TypeUnmatched, Set(objects, CalendarObjects.SpecialDays, days));
            Assert.AreEqual(AccessResult.OtherReason, Set(objects, CalendarObjects.Activation, now));
            Assert.AreEqual(0, state.Payment.Settings.Get(PaymentSetting.Calendar));
            Assert.AreEqual(AccessResult.Success, Set(objects, CalendarObjects.SpecialDays, new byte[] { 1, 0 }));
            Assert.AreEqual(AccessResult.Success, Set(objects, CalendarObjects.Activation, now));
            Assert.AreNotEqual(0, state.Payment.Settings.Get(PaymentSetting.Calendar));
        }

        [TestMethod]
        public void AGasCalendarThatWasRefusedInPartMustBeBegunAnew()
        {
            MeterState state = Gsme(false);
            ZclCalendar calendar = new ZclCalendar(state, new ZclTariff(state.Metering));
            byte[] begin = new byte[22];
            begin[16] = 3;
            byte[] week = new byte[20];
            byte[] complete = new byte[20];
            complete[16] = 3;
            Assert.AreEqual(ZclStatus.Success, calendar.Run(ZclCalendar.PublishCalendar, 0, Fields(begin)));
            for (int i = 0; i < 2; i++)
            {
                Assert.AreEqual(ZclStatus.Success, calendar.Run(ZclCalendar.PublishWeekProfile, 0, Fields(week)));
            }
            Assert.AreEqual(ZclStatus.InvalidField, calendar.Run(ZclCalendar.PublishWeekProfile, 0, Fields(week)));
            Assert.AreEqual(ZclStatus.Failure, calendar.Run(ZclCalendar.PublishSpecialDays, 0, Fields(complete)));
            Assert.AreEqual(ZclStatus.Success, calendar.Run(ZclCalendar.PublishCalendar, 0, Fields(begin)));
            Assert.AreEqual(ZclStatus.Success, calendar.Run(ZclCalendar.PublishSpecialDays, 0, Fields(complete)));
        }

        [TestMethod]
        public void ACalendarAfterARefusedCommitIsNotTheOneBefore()
        {
            MeterState state = Make.Esme();
            EsmeCalendar calendar = (EsmeCalendar)state.NonDisablement;
            byte[] dates = { 0xFF, 0xFF, 1, 1, 0xFF, 0xFF, 12, 31 };
            calendar.AddEntry(true, 0, 0, 0xFE, 0, dates, 0, 4);
            state.Image.Mark();
            state.Payment.Apply(PaymentSetting.Calendar, calendar.Save());
            Assert.IsTrue(calendar.IsSet);
            state.Image.Revert();
            calendar.ClearEntries();
            state.Payment.Apply(PaymentSetting.Calendar, calendar.Save());
            Assert.IsFalse(calendar.IsSet);
        }

        [TestMethod]
        public void AnOldEventIdAccepted()
        {
            MeterState state = Gsme(false);
            ZclPayment payment = new ZclPayment(state.Payment, state.Accounts);
            Assert.AreEqual(
                ZclStatus.Success,
                payment.Run(ZclPayment.CreditAdjustment, AdjustBalance, Adjustment(9, 0, 500))
            );
            Assert.AreEqual(
                ZclStatus.InvalidField,
                payment.Run(ZclPayment.CreditAdjustment, AdjustBalance, Adjustment(8, 0, 500))
            );
            Assert.AreEqual(500L, state.Accounts.GetBalance(Account.MeterBalance));
            Assert.AreEqual(
                ZclStatus.Success,
                payment.Run(ZclPayment.CreditAdjustment, AdjustBalance, Adjustment(9, 0, 500))
            );
            Assert.AreEqual(1000L, state.Accounts.GetBalance(Account.MeterBalance));
        }

        [TestMethod]
        public void AnIncrementalAdjustmentTreatedAsAbsolute()
        {
            MeterState state = Gsme(false);
            ZclPayment payment = new ZclPayment(state.Payment, state.Accounts);
            Assert.AreEqual(
                ZclStatus.InvalidField,
                payment.Run(ZclPayment.CreditAdjustment, AdjustBalance, Adjustment(1, 1, 500))
            );
            Assert.AreEqual(0L, state.Accounts.GetBalance(Account.MeterBalance));
        }

        [TestMethod]
        public void WhatAnAdjustmentOfTheBillAsksForBeyondZeroIsInTheEventLog()
        {
            Rig rig = new Rig(MeterKind.Gsme);
            rig.State.Payment.ChargeConsumption(100);
            byte[] payload = { 0x01, 0x09, 1, 1, 0x07, 0x05, 0, 16, 1, 0, 5, 9, 0, 0, 0, 0, 0, 0, 0, 3, 123, 0, 0, 0 };
            rig.Serve(rig.Command(AdjustBill, 1, payload, true));
            Assert.AreEqual(0L, rig.State.Accounts.GetBalance(Account.BillToDate));
            Assert.AreEqual(EventCode.CommandActioned, rig.State.EventLog.GetCode(0));
            Assert.AreEqual(23, rig.State.EventLog.GetDetail(0));
        }

        [TestMethod]
        public void AConfigurationThatIsNoneOfTheFiveIsRefused()
        {
            Assert.AreEqual(-1, ZclPaymentMode.Unpack(0x0C96));
            PaymentObjects objects = new PaymentObjects(Make.Esme().Payment, false);
            byte[] prepayment = { 2, 2, 0x16, 2, 0x16, 1 };
            objects.MessageCode = SetPrepaymentMode;
            Assert.AreEqual(AccessResult.Success, Set(objects, PaymentObjects.AccountMode, prepayment));
            // The two rows of credit mode do not go with it.
            byte[] rows =
            {
                1,
                2,
                2,
                3,
                9,
                6,
                0,
                0,
                19,
                10,
                0,
                255,
                9,
                6,
                0,
                0,
                19,
                20,
                0,
                255,
                4,
                3,
                0xE0,
                2,
                3,
                9,
                6,
                0,
                0,
                19,
                10,
                0,
                255,
                9,
                6,
                0,
                0,
                19,
                20,
                4,
                255,
                4,
                3,
                0xE0,
            };
            Assert.AreEqual(AccessResult.OtherReason, Set(objects, PaymentObjects.AccountConfiguration, rows));
            byte[] credit = { 2, 2, 0x16, 1, 0x16, 1 };
            objects.MessageCode = SetCreditMode;
            Assert.AreEqual(AccessResult.Success, Set(objects, PaymentObjects.AccountMode, credit));
            Assert.AreEqual(AccessResult.Success, Set(objects, PaymentObjects.AccountConfiguration, rows));
        }

        [TestMethod]
        public void ASettingOfAnotherTypeOrOutOfRangeIsRefused()
        {
            MeterState state = Make.Esme();
            PaymentObjects objects = new PaymentObjects(state.Payment, false);
            int limit = PaymentObjects.Passive + PaymentSetting.EmergencyCreditLimit;
            Assert.AreEqual(AccessResult.TypeUnmatched, Set(objects, limit, new byte[] { 0x12, 0, 1 }));
            Assert.AreEqual(AccessResult.OtherReason, Set(objects, limit, new byte[] { 5, 0xFF, 0xFF, 0xFF, 0xFF }));
            Assert.AreEqual(
                AccessResult.OtherReason,
                Set(objects, PaymentObjects.CapPeriod, new byte[] { 5, 0, 0, 0, 1 })
            );
            byte[] badTime = { 9, 12, 7, 0xEE, 13, 1, 255, 0, 0, 0, 0, 0x80, 0, 255 };
            int activation = PaymentObjects.Activation + PaymentSetting.EmergencyCreditLimit;
            Assert.AreEqual(AccessResult.OtherReason, Set(objects, activation, badTime));
            Assert.AreEqual(0, state.Payment.Settings.EmergencyCreditLimit);
        }
    }
}

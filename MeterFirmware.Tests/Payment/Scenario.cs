using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Time;
using MeterFirmware.Tests.Core;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Payment
{
    /// <summary>A meter in a state, what happens to it, and what is to be seen then. Money is in pence here.</summary>
    public sealed class Scenario
    {
        public const int Penny = 1000;
        public const int Hour = 3600;
        public const int Day = 86400;

        private long monotonic;
        private bool isTimeKnown = true;

        public Scenario(MeterConfiguration configuration)
            : this(configuration, new MemoryRecordStore()) { }

        public Scenario(MeterConfiguration configuration, MemoryRecordStore records)
        {
            Records = records;
            Configuration = configuration;
            State = new MeterState(configuration, records);
            State.Store.Load();
            Now = UtcTime.SecondsFrom(2026, 3, 2, 12, 0, 0);
            TellTime();
            Meter.Tick();
        }

        public MemoryRecordStore Records { get; }

        public MeterConfiguration Configuration { get; }

        public MeterState State { get; private set; }

        public long Now { get; set; }

        public PaymentEngine Meter
        {
            get { return State.Payment; }
        }

        public static MeterConfiguration Kind(int kind)
        {
            return new MeterConfiguration(kind, Make.DeviceId(), 1);
        }

        public static Scenario Esme()
        {
            return new Scenario(Kind(MeterKind.Esme));
        }

        /// <summary>A meter in Prepayment Mode, disablement threshold zero, with this balance.</summary>
        public static Scenario Prepaid(int balancePence)
        {
            return Prepaid(MeterKind.Esme, balancePence, false, false);
        }

        public static Scenario Prepaid(int kind, int balancePence, bool suspendDisabled, bool suspendEmergency)
        {
            Scenario scenario = new Scenario(Kind(kind));
            scenario.Mode(PaymentMode.Prepayment, suspendDisabled, suspendEmergency);
            scenario.Meter.AdjustBalance(balancePence * Penny);
            return scenario;
        }

        public void Mode(int mode, bool suspendDisabled, bool suspendEmergency)
        {
            int packed = PaymentSettings.PackMode(mode, suspendDisabled, suspendEmergency);
            Assert.IsTrue(Meter.Apply(PaymentSetting.Mode, packed));
        }

        /// <summary>Emergency credit of so much, selectable below the threshold.</summary>
        public void Emergency(int limitPence, int thresholdPence)
        {
            Set(PaymentSetting.EmergencyCreditLimit, limitPence);
            Set(PaymentSetting.EmergencyCreditThreshold, thresholdPence);
        }

        public void Set(int setting, int pence)
        {
            Assert.IsTrue(Meter.Apply(setting, pence * Penny));
        }

        public void TimeDebt(int debt, int owedPence, int ratePence, int periodSeconds)
        {
            State.Debts.Adjust(debt, owedPence * Penny);
            State.Debts.SetRate(debt, ratePence * Penny);
            State.Debts.SetPeriod(debt, periodSeconds);
        }

        public void PaymentDebt(int owedPence, int hundredthsOfPercent)
        {
            State.Debts.Adjust(Debt.Payment, owedPence * Penny);
            State.Debts.SetRecoveryPerPayment(hundredthsOfPercent);
        }

        public void Use(int pence)
        {
            Meter.ChargeConsumption((long)pence * Penny);
            Check();
        }

        public void Credit(int pence)
        {
            Assert.AreEqual(CreditResult.Accepted, Meter.AddCredit((long)pence * Penny));
            Check();
        }

        /// <summary>Time passes, and the loop turns once an hour.</summary>
        public void Pass(int seconds)
        {
            for (int left = seconds; left > 0; left -= Hour)
            {
                Jump(left < Hour ? left : Hour);
            }
        }

        /// <summary>Time passes while nothing runs, or the clock is set; then the loop catches up.</summary>
        public void Jump(int seconds)
        {
            Now += seconds;
            TurnLoop();
        }

        public void TurnLoop()
        {
            TellTime();
            do
            {
                Meter.Tick();
                Check();
            } while (Meter.IsCatchingUp);
        }

        public void LoseTime()
        {
            isTimeKnown = false;
            TurnLoop();
        }

        public void FindTime()
        {
            isTimeKnown = true;
            TurnLoop();
        }

        /// <summary>The state goes to the flash and another processor start reads it.</summary>
        public void Restart()
        {
            State.Image.Mark();
            Assert.IsTrue(State.Store.Commit());
            State = new MeterState(Configuration, Records);
            State.Store.Load();
            monotonic = 0;
            TellTime();
        }

        /// <summary>What happened, the newest last, as codes; checks that exactly these came after the mark.</summary>
        public void AssertEvents(int mark, int[] codes)
        {
            Assert.AreEqual(codes.Length, State.EventLog.Total - mark, "how many events");
            for (int i = 0; i < codes.Length; i++)
            {
                Assert.AreEqual(codes[i], State.EventLog.GetCode(codes.Length - 1 - i));
            }
        }

        public void AssertBalance(int pence)
        {
            Assert.AreEqual((long)pence * Penny, State.Accounts.GetBalance(Account.MeterBalance));
        }

        public void AssertDebt(int debt, int pence)
        {
            Assert.AreEqual(pence * Penny, State.Debts.GetMillipence(debt));
        }

        public void AssertEmergency(int remainingPence, int owedPence)
        {
            Assert.AreEqual((long)remainingPence * Penny, Meter.Emergency.RemainingMillipence);
            Assert.AreEqual((long)owedPence * Penny, Meter.Emergency.OwedMillipence);
        }

        public void AssertAccumulated(int pence)
        {
            Assert.AreEqual((long)-pence * Penny, State.Accounts.GetBalance(Account.AccumulatedDebt));
        }

        public void AssertSupply(int state)
        {
            Assert.AreEqual(state, Meter.Supply.State);
            Assert.AreEqual(state == SupplyState.Enabled, Meter.IsSupplyOn);
        }

        public LogTail Events
        {
            get { return State.EventLog; }
        }

        public void TellTime()
        {
            monotonic += 1000;
            State.Clock.Set(monotonic, isTimeKnown, Now);
        }

        public void PassMonotonic(int seconds)
        {
            monotonic += seconds * 1000L;
            Now += seconds;
            TellTime();
            Meter.Tick();
        }

        private void Check()
        {
            Assert.AreEqual(0L, State.Accounts.Sum());
        }
    }
}

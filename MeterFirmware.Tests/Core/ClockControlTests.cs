using MeterFirmware.Core;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.Time;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Core
{
    /// <summary>What a Set Clock does with the clock.</summary>
    [TestClass]
    public class ClockControlTests
    {
        private const int Now = 700000000;

        [TestMethod]
        public void AnUnknownTimeBecomesTheMiddleOfTheInterval()
        {
            MeterState state = Make.Esme();
            ClockControl clock = state.ClockControl;
            Assert.AreEqual(ClockStatus.Invalid, clock.Status);
            Command(clock, Now - 10, Now + 20);
            Assert.AreEqual(ClockStatus.Reliable, clock.Status);
            Assert.AreEqual(Now + 5L, clock.UtcSeconds);
            Assert.AreEqual(EventCode.ClockAdjusted, state.EventLog.GetCode(0));
            Assert.IsFalse(state.Clock.IsUtcKnown, "until the board has set it");
            Assert.AreEqual(Now + 5L, clock.TakeWanted());
            Assert.AreEqual(ClockControl.None, clock.TakeWanted());
            Assert.AreEqual(ClockStatus.Invalid, clock.Status, "a board that did not set it has none");
        }

        [TestMethod]
        [DataRow(0, 0)]
        [DataRow(-100, 0)]
        [DataRow(0, 100)]
        public void ATimeWithinTheIntervalIsConfirmedAndNotMoved(int from, int to)
        {
            MeterState state = Known();
            Command(state.ClockControl, Now + from, Now + to);
            Assert.AreEqual(ClockStatus.Reliable, state.ClockControl.Status);
            Assert.AreEqual(ClockControl.None, state.ClockControl.TakeWanted());
            Assert.AreEqual(0, state.EventLog.Total);
        }

        [TestMethod]
        [DataRow(1, 100)]
        [DataRow(-100, -1)]
        public void ATimeOutsideIsDoubtedFirstAndSetByTheNextCommand(int from, int to)
        {
            MeterState state = Known();
            ClockControl clock = state.ClockControl;
            Command(clock, Now + from, Now + to);
            Assert.AreEqual(ClockStatus.Unreliable, clock.Status);
            Assert.AreEqual((long)Now, clock.UtcSeconds);
            Assert.AreEqual(ClockControl.None, clock.TakeWanted());
            Assert.AreEqual(EventCode.ClockOutsideTolerance, state.EventLog.GetCode(0));
            Command(clock, Now + from, Now + to);
            int middle = from + (to - from) / 2;
            Assert.AreEqual(ClockStatus.Reliable, clock.Status);
            Assert.AreEqual((long)(Now + middle), clock.TakeWanted());
            Assert.AreEqual(EventCode.ClockAdjusted, state.EventLog.GetCode(0));
            Assert.AreEqual(middle, state.EventLog.GetDetail(0));
        }

        [TestMethod]
        public void ADoubtIsTakenBackByAnIntervalThatHoldsTheTime()
        {
            MeterState state = Known();
            Command(state.ClockControl, 0, 1);
            Assert.AreEqual(ClockStatus.Unreliable, state.ClockControl.Status);
            Command(state.ClockControl, Now, Now);
            Assert.AreEqual(ClockStatus.Reliable, state.ClockControl.Status);
            Assert.AreEqual(ClockControl.None, state.ClockControl.TakeWanted());
        }

        [TestMethod]
        public void AWideIntervalSetsNothing()
        {
            MeterState state = Make.Esme();
            Command(state.ClockControl, Now, Now + MeterParameters.WidestClockIntervalSeconds + 1);
            Assert.AreEqual(ClockStatus.Invalid, state.ClockControl.Status);
            Assert.AreEqual(ClockControl.None, state.ClockControl.TakeWanted());
            Command(state.ClockControl, Now, Now + MeterParameters.WidestClockIntervalSeconds);
            Assert.AreEqual(Now + MeterParameters.WidestClockIntervalSeconds / 2L, state.ClockControl.TakeWanted());
        }

        [TestMethod]
        public void AnIntervalEndsWithItsCommand()
        {
            ClockControl clock = Make.Esme().ClockControl;
            clock.BeginCommand();
            Assert.IsTrue(clock.Preset(Now, Now));
            Assert.IsFalse(clock.Preset(Now, Now - 1), "no interval");
            Assert.IsFalse(clock.Adjust());
            Assert.IsTrue(clock.Preset(Now, Now));
            clock.BeginCommand();
            Assert.IsFalse(clock.Adjust());
        }

        [TestMethod]
        public void WhatTheFlashRefusedIsTakenBack()
        {
            MeterState state = Make.Esme();
            Command(state.ClockControl, Now, Now);
            state.ClockControl.Withdraw();
            Assert.AreEqual(ClockStatus.Invalid, state.ClockControl.Status);
            Assert.AreEqual(ClockControl.None, state.ClockControl.TakeWanted());
            state = Known();
            Command(state.ClockControl, 0, 1);
            state.ClockControl.Withdraw();
            Assert.AreEqual(ClockStatus.Reliable, state.ClockControl.Status);
        }

        private static MeterState Known()
        {
            MeterState state = Make.Esme();
            state.Clock.Set(1000, true, Now);
            return state;
        }

        private static void Command(ClockControl clock, long start, long end)
        {
            clock.BeginCommand();
            Assert.IsTrue(clock.Preset(start, end));
            Assert.IsTrue(clock.Adjust());
        }
    }
}

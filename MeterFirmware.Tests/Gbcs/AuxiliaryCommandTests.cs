using MeterFirmware.Core;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Dlms;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Gbcs
{
    /// <summary>ECS46a, ECS47, ECS61a and ECS26l: what is taken, what is refused, and what is told.</summary>
    [TestClass]
    public class AuxiliaryCommandTests
    {
        private const int Noon = (int)MeterRig.Noon2030;
        private const int SetDescriptions = 0x0053;
        private const int ResetSwitch = 0x0055;
        private const int ReadSwitches = 0x00BB;
        private const int ReadBilling = 0x00D9;
        private const int SignatureLength = 64;

        private static Rig Start()
        {
            Rig rig = new Rig(MeterKind.Esme);
            rig.State.Clock.Set(1000, true, Noon);
            rig.State.Metering.Advance(true, Noon);
            return rig;
        }

        // The first result that is no success, or 0.
        private static int Send(Rig rig, int code, int counter, byte[] payload)
        {
            Assert.AreEqual(Refusal.None, rig.Serve(rig.Command(code, counter, payload, true)));
            byte[] answer = rig.AnswerPayload(1 + SignatureLength);
            rig.Server.Outgoing.Clear();
            int results = answer.Length - 2 * answer[7];
            for (int i = results; i < answer.Length; i += 2)
            {
                if (answer[i + 1] != AccessResult.Success)
                {
                    return answer[i + 1];
                }
            }
            return AccessResult.Success;
        }

        // Descriptions of the switches 2 and 3.
        private static byte[] Describe(byte second, byte third)
        {
            // csharpier-ignore
            byte[] payload = new byte[]
            {
                0xD9, 0x20, 0, 0, 1, 0, 2, 2, 0, 1, 0, 0, 94, 44, 0, 12, 2, 2, 0, 1, 0, 0, 94, 44, 0, 13, 2,
                2, 10, 2, 65, second, 10, 1, third,
            };
            return payload;
        }

        private static byte[] Get(byte value)
        {
            return new byte[] { 0xD9, 0x20, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 94, 44, 0, value, 2, 1, 0 };
        }

        private static byte[] Ask(Rig rig, int code, byte[] payload)
        {
            Assert.AreEqual(Refusal.None, rig.Serve(rig.Command(code, 1, payload, false)));
            byte[] answer = rig.AnswerPayload(1 + Envelope.MacLength);
            rig.Server.Outgoing.Clear();
            return answer;
        }

        private static byte[] Script(byte number, byte what)
        {
            return new byte[] { 0xD9, 0x20, 0, 0, 1, 0, 1, 3, 0, 9, 0, 0, 10, 0, 103, 255, 1, 1, 0x12, number, what };
        }

        [TestMethod]
        public void TheDescriptionsOfOneCommandAreAllTaken()
        {
            Rig rig = Start();
            Assert.AreEqual(AccessResult.Success, Send(rig, SetDescriptions, 1, Describe(66, 67)));
            byte[] second = Ask(rig, ReadSwitches, Get(12));
            Assert.AreEqual(2, (int)second[9]);
            Assert.AreEqual(65, (int)second[10]);
            Assert.AreEqual(66, (int)second[11]);
            byte[] third = Ask(rig, ReadSwitches, Get(13));
            Assert.AreEqual(1, (int)third[9]);
            Assert.AreEqual(67, (int)third[10]);
            Assert.AreEqual(0, (int)Ask(rig, ReadSwitches, Get(11))[9]);
        }

        [TestMethod]
        public void TheSameDescriptionsAgainWriteNothing()
        {
            Rig rig = Start();
            Send(rig, SetDescriptions, 1, Describe(66, 67));
            int commits = rig.State.Image.Commits;
            Assert.AreEqual(AccessResult.Success, Send(rig, SetDescriptions, 1, Describe(66, 67)));
            Assert.AreEqual(commits, rig.State.Image.Commits);
        }

        [TestMethod]
        public void ADescriptionThatIsNoTextIsRefused()
        {
            Rig rig = Start();
            Assert.AreEqual(AccessResult.OtherReason, Send(rig, SetDescriptions, 1, Describe(7, 67)));
            Assert.AreEqual(0, (int)Ask(rig, ReadSwitches, Get(12))[9]);
            Assert.AreEqual(0, (int)Ask(rig, ReadSwitches, Get(13))[9]);
        }

        [TestMethod]
        public void OnlyAScriptThatResetsASwitchIsTaken()
        {
            Rig rig = Start();
            AuxiliaryControllers switches = rig.State.Auxiliary;
            Assert.AreEqual(TableResult.Ok, switches.Command(2, AuxiliaryControllers.Closed, Noon, Noon + 600));
            switches.Tick();
            Assert.IsTrue(switches.IsClosed(2));
            Assert.AreEqual(AccessResult.OtherReason, Send(rig, ResetSwitch, 1, Script(0, 0x20)));
            Assert.AreEqual(AccessResult.OtherReason, Send(rig, ResetSwitch, 2, Script(6, 0x20)));
            Assert.AreEqual(AccessResult.OtherReason, Send(rig, ResetSwitch, 3, Script(2, 1)));
            switches.Tick();
            Assert.IsTrue(switches.IsClosed(2));
            Assert.AreEqual(AccessResult.Success, Send(rig, ResetSwitch, 4, Script(2, 0x20)));
            switches.Tick();
            Assert.IsFalse(switches.IsClosed(2));
        }

        [TestMethod]
        [DataRow(BillingCalendar.None, 0, 0, 0, 0)]
        [DataRow(BillingCalendar.Daily, 1, 255, 255, 255)]
        [DataRow(BillingCalendar.Weekly, 1, 255, 255, 1)]
        [DataRow(BillingCalendar.Monthly, 1, 255, 28, 255)]
        [DataRow(BillingCalendar.Yearly, 1, 12, 28, 255)]
        [DataRow(BillingCalendar.SixMonthly, 2, 6, 28, 255)]
        [DataRow(BillingCalendar.Quarterly, 4, 3, 28, 255)]
        public void ABillingCalendarIsToldAsItIsSet(int periodicity, int dates, int month, int day, int week)
        {
            Rig rig = Start();
            // The last of 2029 is a Monday; a date of the month goes to the 28th.
            bool isLast = periodicity < BillingCalendar.Monthly;
            int start = isLast ? Noon : Noon - 3 * 86400;
            if (periodicity != BillingCalendar.None)
            {
                Assert.AreEqual(TableResult.Ok, rig.State.Metering.SetBillingCalendar(start, periodicity));
            }
            byte[] read = new byte[] { 0xD9, 0x20, 0, 0, 1, 0, 1, 1, 0, 22, 0, 0, 15, 0, 0, 255, 4, 1, 0 };
            byte[] answer = Ask(rig, ReadBilling, read);
            Assert.AreEqual(1, (int)answer[8]);
            Assert.AreEqual(dates, (int)answer[9]);
            Assert.AreEqual(10 + 15 * dates + 3, answer.Length);
            for (int i = 0; i < dates; i++)
            {
                int at = 10 + 15 * i + 4;
                Assert.AreEqual(12, (int)answer[at]);
                Assert.AreEqual(month == 255 ? 255 : month + i * 12 / dates, (int)answer[at + 8]);
                Assert.AreEqual(day, (int)answer[at + 9]);
                Assert.AreEqual(week, (int)answer[at + 10]);
            }
        }
    }
}

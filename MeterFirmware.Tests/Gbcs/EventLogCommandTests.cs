using System;
using MeterFirmware.Core;
using MeterFirmware.Core.State;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Gbz;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Gbcs
{
    /// <summary>CS10a and CS10b: which entries of a gas meter's logs an answer has, and what is refused.</summary>
    [TestClass]
    public class EventLogCommandTests
    {
        private const int Noon = (int)MeterRig.Noon2030;
        private const int EventUseCase = 0x0014;
        private const int SecurityUseCase = 0x00A1;

        // Of the payload: the head of a component and of a frame, and of Publish Event Log.
        private const int TotalAt = 3 + 5 + 3;
        private const int EntriesAt = TotalAt + 5;
        private const int EntryLength = 8;

        private static Rig MeterWithEvents(int count)
        {
            Rig rig = new Rig(MeterKind.Gsme);
            for (int i = 0; i < count; i++)
            {
                Tell(rig, i + 1, true, Noon + i);
                rig.State.EventLog.Add(0x8100 + i % 2, 7);
                rig.State.EventArchive.Follow();
            }
            rig.State.SecurityLog.Add(0x8F1E, 0);
            return rig;
        }

        private static void Tell(Rig rig, int seconds, bool isKnown, int utcSeconds)
        {
            rig.State.Clock.Set(seconds * 1000L, isKnown, utcSeconds);
            rig.State.Metering.Advance(isKnown, utcSeconds);
        }

        private static byte[] Question(int what, int code, int from, int to, int number, int offset)
        {
            byte[] payload = new byte[] { 1, 9, 1, 1, 7, 9, 0, 17, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };
            payload[11] = (byte)what;
            SetLittle(payload, 12, code, 2);
            SetLittle(payload, 14, from, 4);
            SetLittle(payload, 18, to, 4);
            payload[22] = (byte)number;
            SetLittle(payload, 23, offset, 2);
            return payload;
        }

        private static void SetLittle(byte[] octets, int at, int value, int count)
        {
            for (int i = 0; i < count; i++)
            {
                octets[at + i] = (byte)(value >> (8 * i));
            }
        }

        private static byte[] Ask(Rig rig, int useCase, byte[] question)
        {
            Assert.AreEqual(Refusal.None, rig.Serve(rig.Command(useCase, 1, question, false)));
            byte[] octets = rig.Server.Outgoing.Octets;
            int at = rig.Server.Outgoing.Offset;
            int end = at + rig.Server.Outgoing.Count - 1 - Envelope.MacLength;
            at = SkipLength(octets, at + 7) + 5 + 1;
            for (int field = 0; field < 5; field++)
            {
                at = at + 1 + octets[at];
            }
            at = SkipLength(octets, at);
            byte[] answer = new byte[end - at];
            Array.Copy(octets, at, answer, 0, answer.Length);
            rig.Server.Outgoing.Clear();
            return answer;
        }

        private static int SkipLength(byte[] octets, int at)
        {
            return octets[at] < 0x80 ? at + 1 : at + 1 + (octets[at] & 0x7F);
        }

        private static void AssertEvents(byte[] answer, int total, int count, int first)
        {
            Assert.AreEqual(total, (int)answer[TotalAt]);
            Assert.AreEqual(EntriesAt + EntryLength * count, answer.Length);
            Assert.AreEqual((Noon + first) & 0xFF, (int)answer[EntriesAt + 3]);
            Assert.AreEqual(((Noon + first) >> 8) & 0xFF, (int)answer[EntriesAt + 4]);
        }

        private static void AssertStatus(int status, byte[] answer)
        {
            Assert.AreEqual(TotalAt + 2, answer.Length);
            Assert.AreEqual(ZclFrame.DefaultResponse, (int)answer[TotalAt - 1]);
            Assert.AreEqual(status, (int)answer[TotalAt + 1]);
        }

        [TestMethod]
        public void AnIntervalAnEventANumberAndAnOffsetSelect()
        {
            Rig rig = MeterWithEvents(120);
            AssertEvents(Ask(rig, EventUseCase, Question(3, 0, 0, -1, 0, 0)), 100, 100, 20);
            AssertEvents(Ask(rig, EventUseCase, Question(0x13, 0, 0, -1, 5, 0)), 100, 5, 20);
            AssertEvents(Ask(rig, EventUseCase, Question(3, 0, 0, -1, 0, 97)), 100, 3, 117);
            AssertEvents(Ask(rig, EventUseCase, Question(3, 0, Noon + 30, Noon + 39, 0, 0)), 10, 10, 30);
            AssertEvents(Ask(rig, EventUseCase, Question(3, 0x8101, Noon + 30, Noon + 39, 2, 1)), 5, 2, 33);
            AssertEvents(Ask(rig, SecurityUseCase, Question(4, 0, 0, -1, 0, 0)), 1, 1, 119);
        }

        [TestMethod]
        public void WhatIsNotThereIsNotFound()
        {
            Rig rig = MeterWithEvents(20);
            AssertStatus(ZclStatus.NotFound, Ask(rig, EventUseCase, Question(3, 0x9999, 0, -1, 0, 0)));
            AssertStatus(ZclStatus.NotFound, Ask(rig, EventUseCase, Question(3, 0, 0, -1, 0, 20)));
            AssertStatus(ZclStatus.NotFound, Ask(rig, EventUseCase, Question(3, 0, Noon + 9, Noon + 8, 0, 0)));
        }

        [TestMethod]
        public void AUseCaseHasOneLog()
        {
            Rig rig = MeterWithEvents(20);
            AssertStatus(ZclStatus.InvalidField, Ask(rig, EventUseCase, Question(4, 0, 0, -1, 0, 0)));
            AssertStatus(ZclStatus.InvalidField, Ask(rig, SecurityUseCase, Question(3, 0, 0, -1, 0, 0)));
            AssertStatus(ZclStatus.InvalidField, Ask(rig, EventUseCase, Question(0x23, 0, 0, -1, 0, 0)));
        }

        [TestMethod]
        public void WhatHappenedWhileTheTimeWasUnknownIsInNoInterval()
        {
            Rig rig = MeterWithEvents(2);
            Tell(rig, 10, false, 0);
            rig.State.EventLog.Add(0x8102, 0);
            AssertStatus(ZclStatus.Failure, Ask(rig, EventUseCase, Question(3, 0, 0, -1, 0, 0)));
            Tell(rig, 11, true, Noon + 100);
            AssertEvents(Ask(rig, EventUseCase, Question(3, 0, 0, -1, 0, 0)), 2, 2, 0);
        }
    }
}

using System;
using MeterFirmware.Core;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.State;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Gbcs.Gbz;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Gbcs
{
    /// <summary>Readings of history and of registers: which entries an answer has, and what is refused.</summary>
    [TestClass]
    public class HistoryCommandTests
    {
        private const int Noon = (int)MeterRig.Noon2030;
        private const int HalfHour = 1800;
        private const int ExportUseCase = 0x0036;
        private const int ImportUseCase = 0x0027;
        private const int SampledUseCase = 0x0078;
        private const int DailyUseCase = 0x0077;

        // From the payload on: the head of an access-response, the type of the entries and their length.
        private const int EntriesAt = 7 + 1 + 6;

        [TestMethod]
        public void AnIntervalHasBothItsEnds()
        {
            Rig rig = MeterWithHalfHours(10);
            byte[] payload = Ask(rig, 1, ReadExport(1, Noon + 3 * HalfHour, Noon + 5 * HalfHour));
            Assert.AreEqual(3 * 12, (int)payload[EntriesAt]);
            for (int i = 0; i < 3; i++)
            {
                int at = EntriesAt + 1 + 12 * i;
                Assert.AreEqual(Noon + (3 + i) * HalfHour, Octets.GetInt32(payload, at));
                // The third half hour of the ten is the one that ends after three.
                Assert.AreEqual(100 + 2 + i, Octets.GetInt32(payload, at + 4));
                Assert.AreEqual(200 + 2 + i, Octets.GetInt32(payload, at + 8));
            }
            Assert.AreEqual(AccessResult.Success, ResultOf(payload));
            payload = Ask(rig, 2, ReadExport(1, Noon + 3 * HalfHour + 1, Noon + 4 * HalfHour - 1));
            Assert.AreEqual(0, (int)payload[EntriesAt]);
            Assert.AreEqual(AccessResult.Success, ResultOf(payload));
        }

        [TestMethod]
        public void AnIntervalThatEndsBeforeItBeginsHasNothing()
        {
            Rig rig = MeterWithHalfHours(10);
            byte[] payload = Ask(rig, 1, ReadExport(1, Noon + 5 * HalfHour, Noon + 3 * HalfHour));
            Assert.AreEqual(0, (int)payload[EntriesAt]);
            payload = Ask(rig, 2, ReadExport(1, -1, -1));
            Assert.AreEqual(0, (int)payload[EntriesAt]);
            payload = Ask(rig, 3, ReadExport(1, 0, -1));
            Assert.AreEqual(10 * 12, (int)payload[EntriesAt]);
        }

        [TestMethod]
        public void WhatHasNoRoomIsAskedForFromTheLastEntryOn()
        {
            Rig rig = MeterWithHalfHours(700);
            int from = 0;
            int found = 0;
            for (int question = 1; question <= 3; question++)
            {
                byte[] payload = Ask(rig, question, ReadExport(1, from, int.MaxValue));
                Assert.IsTrue(rig.Server.Outgoing.Count <= MessageLimits.MaxOctets);
                int length = Octets.GetUInt16(payload, EntriesAt + 1);
                int last = EntriesAt + 3 + length - 12;
                found += length / 12;
                Assert.AreEqual(Noon + found * HalfHour, Octets.GetInt32(payload, last));
                from = Octets.GetInt32(payload, last) + 1;
            }
            Assert.AreEqual(700, found);
        }

        [TestMethod]
        public void OnlyARangeOfTimeSelects()
        {
            Rig rig = MeterWithHalfHours(10);
            byte[] right = ReadExport(1, 0, int.MaxValue);
            Assert.AreEqual(AccessResult.Success, ResultOf(Ask(rig, 1, right)));
            Assert.AreEqual(AccessResult.OtherReason, ResultOf(Ask(rig, 2, ReadExport(2, 0, int.MaxValue))));

            // Another restricting object: each octet of its class, its name, its attribute and its index.
            int counter = 3;
            for (int at = 23; at <= 36; at++)
            {
                bool isTag = at == 25 || at == 26 || at == 33 || at == 35;
                byte[] wrong = (byte[])right.Clone();
                wrong[at] ^= 1;
                byte[] payload = Ask(rig, counter++, wrong);
                if (!isTag && payload != null)
                {
                    Assert.AreEqual(AccessResult.OtherReason, ResultOf(payload));
                }
            }
        }

        [TestMethod]
        public void WithoutASelectionABufferIsNotRead()
        {
            Rig rig = MeterWithHalfHours(1);
            byte[] payload = { 0xD9, 0x20, 0, 0, 1, 0, 1, 1, 0, 7, 0, 0, 99, 1, 1, 255, 2, 1, 0 };
            byte[] command = rig.Command(ExportUseCase, 1, payload, false);
            Assert.AreEqual(Refusal.NotConforming, rig.Serve(command));
        }

        [TestMethod]
        public void BothMetersRefuseWhileTheTimeIsUnknown()
        {
            Rig esme = new Rig(MeterKind.Esme);
            byte[] payload = Ask(esme, 1, ReadExport(1, 0, int.MaxValue));
            Assert.AreEqual(AccessResult.OtherReason, ResultOf(payload));
            Rig gsme = new Rig(MeterKind.Gsme);
            byte[] answer = Serve(gsme, SampledUseCase, 1, GetSamples(0, 0, 10));
            AssertOctets(new byte[] { 1, 9, 1, 1, 7, 2, 0, 5, 8, 0, 0x0B, 8, 1 }, answer);
        }

        [TestMethod]
        public void ParametersOfAnotherMessageAreRefused()
        {
            Rig rig = MeterWithHalfHours(1);
            byte[] right = ReadImport(1);
            Assert.AreEqual(AccessResult.Success, ResultOf(Serve(rig, ImportUseCase, 1, right)));

            // The counter is another one now: an answer would say that it belongs to a question that was not asked.
            Assert.AreEqual(AccessResult.OtherReason, ResultOf(Serve(rig, ImportUseCase, 2, right)));
            byte[] other = ReadImport(3);
            other[other.Length - 14] ^= 1;
            Assert.AreEqual(AccessResult.OtherReason, ResultOf(Serve(rig, ImportUseCase, 3, other)));

            // Another object than this one is for.
            other = ReadImport(4);
            other[36] = 1;
            Assert.AreEqual(AccessResult.OtherReason, ResultOf(Serve(rig, ImportUseCase, 4, other)));
        }

        [TestMethod]
        public void RegistersLeaveEncrypted()
        {
            Rig rig = MeterWithHalfHours(1);
            rig.State.Metering.Take(0x12345678);
            byte[] payload = Serve(rig, ImportUseCase, 1, ReadImport(1));
            Assert.AreEqual(AccessResult.Success, ResultOf(payload));
            Assert.IsFalse(Has(payload, 0x12345678), "not as it is");
            Decrypt(payload, 1);
            Assert.IsTrue(Has(payload, 0x12345678));
        }

        [TestMethod]
        public void WhatIsNotFoundDoesNotEndTheCommand()
        {
            Rig rig = GasMeter();
            rig.State.Metering.DailyReads.Add(Noon + 100, SnapshotLog.Midnight);
            byte[] payload = Serve(
                rig,
                DailyUseCase,
                1,
                GetSnapshots(new int[] { Noon, Noon + 99, Noon + 100, Noon + 101 })
            );
            // Of the four that are asked for two are not in the log; the log has one in all.
            byte[] first = { 0, 7, 2, 0, 5, 8, 0, 0x0B, 6, 0x8B };
            Assert.AreEqual(4, (int)payload[2]);
            Assert.IsTrue(Octets.AreEqual(payload, 3, first, 0, first.Length));
            int second = 3 + first.Length;
            Assert.AreEqual(0x8B, (int)payload[second + 9]);
            int third = second + first.Length;
            Assert.AreEqual(2, (int)payload[third], "encrypted");
            int fourth = third + 5 + Octets.GetUInt16(payload, third + 3);
            Assert.AreEqual(0x8B, (int)payload[fourth + 9]);
            Assert.AreEqual(payload.Length, fourth + 10);
        }

        [TestMethod]
        public void ASnapshotIsToldByItsCause()
        {
            Rig rig = GasMeter();
            rig.State.Metering.BillingData.Add(Noon, SnapshotLog.TariffChange);
            byte[] question = GetSnapshots(new int[] { Noon });
            question[question.Length - 4] = 1 << 3;
            byte[] payload = Serve(rig, 0x00C3, 1, question);
            Assert.AreEqual(2, payload[3] & 2, "a change of tariff, encrypted");
            question[question.Length - 4] = 0;
            question[question.Length - 3] = 1 << 6;
            payload = Serve(rig, 0x00C3, 2, question);
            Assert.AreEqual(0x8B, (int)payload[payload.Length - 1], "no change of the mode");
        }

        [TestMethod]
        public void AChangeOfTariffIsNoBillOfAnEsme()
        {
            Rig rig = MeterWithHalfHours(1);
            LogBuffers logs = new LogBuffers(rig.State);
            OctetWriter writer = new OctetWriter(MessageLimits.MaxOctets);
            logs.Write(LogBuffers.BillingBalances, 0, int.MaxValue, writer, EsmePayload.LastValueAt);
            int none = writer.Position;
            rig.State.Metering.BillingData.Add(Noon, SnapshotLog.TariffChange);
            rig.State.Metering.BillingData.Add(Noon, SnapshotLog.BillingDate);
            writer.Position = 0;
            logs.Write(LogBuffers.BillingBalances, 0, int.MaxValue, writer, EsmePayload.LastValueAt);
            Assert.AreEqual(none + 7 * 4, writer.Position);
        }

        [TestMethod]
        public void AnAnswerOfAGasMeterStaysWithinAMessage()
        {
            Rig rig = GasMeter();
            for (int i = 0; i < 31; i++)
            {
                rig.State.Metering.DailyReads.Add(Noon + i, SnapshotLog.Midnight);
            }
            int[] starts = new int[64];
            for (int i = 0; i < starts.Length; i++)
            {
                starts[i] = Noon;
            }
            byte[] payload = Serve(rig, DailyUseCase, 1, GetSnapshots(starts));
            Assert.IsTrue(rig.Server.Outgoing.Count <= MessageLimits.MaxOctets);
            int found = 0;
            int at = 3;
            int status = 0;
            for (int i = 0; i < 64; i++)
            {
                bool isSealed = (payload[at] & 2) != 0;
                found += isSealed ? 1 : 0;
                int next = at + 5 + Octets.GetUInt16(payload, at + 3);
                status = !isSealed && status == 0 ? payload[next - 1] : status;
                at = next;
            }
            Assert.AreEqual(payload.Length, at);
            Assert.IsTrue(found > 30);
            Assert.AreEqual(0x89, status, "no room, and what comes after is not run");
        }

        [TestMethod]
        public void AGasMeterGivesTheFirstSamplesThatAnAnswerHolds()
        {
            Rig rig = GasMeter();
            for (int i = 1; i <= ZclHistory.MaxSamples + 60; i++)
            {
                rig.State.Metering.Take(i % 200);
                rig.State.Metering.Advance(true, Noon + i * HalfHour);
            }
            int ten = Serve(rig, SampledUseCase, 1, GetSamples(0, Noon + HalfHour, 10)).Length;
            int most = Serve(rig, SampledUseCase, 2, GetSamples(0, Noon + HalfHour, 0xFFFF)).Length;
            Assert.AreEqual(3 * (ZclHistory.MaxSamples - 10), most - ten);
            Assert.IsTrue(rig.Server.Outgoing.Count <= MessageLimits.MaxOctets);
        }

        private static Rig MeterWithHalfHours(int count)
        {
            Rig rig = new Rig(MeterKind.Esme);
            rig.State.Clock.Set(0, true, Noon);
            rig.State.Metering.Advance(true, Noon);
            for (int i = 0; i < count; i++)
            {
                rig.State.Metering.TakeOthers(100 + i, 200 + i, 1);
                rig.State.Metering.Advance(true, Noon + (i + 1) * HalfHour);
            }
            return rig;
        }

        private static Rig GasMeter()
        {
            Rig rig = new Rig(MeterKind.Gsme);
            rig.State.Clock.Set(0, true, Noon);
            rig.State.Metering.Advance(true, Noon);
            return rig;
        }

        private static byte[] Ask(Rig rig, int counter, byte[] payload)
        {
            return Serve(rig, ExportUseCase, counter, payload);
        }

        // The payload of the answer, or null if the command was refused.
        private static byte[] Serve(Rig rig, int messageCode, int counter, byte[] payload)
        {
            if (rig.Serve(rig.Command(messageCode, counter, payload, false)) != Refusal.None)
            {
                return null;
            }
            byte[] octets = rig.Server.Outgoing.Octets;
            int at = rig.Server.Outgoing.Offset + 7;
            at = SkipLength(octets, at) + 5 + 1;
            for (int field = 0; field < 5; field++)
            {
                at = at + 1 + octets[at];
            }
            int start = SkipLength(octets, at);
            int end = rig.Server.Outgoing.Offset + rig.Server.Outgoing.Count - 1 - Envelope.MacLength;
            byte[] answer = new byte[end - start];
            Array.Copy(octets, start, answer, 0, answer.Length);
            return answer;
        }

        private static int SkipLength(byte[] octets, int at)
        {
            return octets[at] < 0x80 ? at + 1 : at + 1 + (octets[at] & 0x7F);
        }

        private static int ResultOf(byte[] payload)
        {
            return payload[payload.Length - 1];
        }

        // ECS22a: the half hours of export.
        private static byte[] ReadExport(int selector, int from, int to)
        {
            OctetWriter writer = new OctetWriter(128);
            byte[] head = { 0xD9, 0x20, 0, 0, 1, 0, 1, 4, 0, 7, 0, 0, 99, 1, 1, 255, 2, (byte)selector, 2, 4, 2, 4 };
            byte[] time = { 0x12, 0, 1, 9, 6, 0, 0, 94, 44, 100, 255, 0x0F, 2, 0x12, 0, 0 };
            writer.WriteOctets(head, 0, head.Length);
            writer.WriteOctets(time, 0, time.Length);
            AxdrWriter.WriteUInt32(writer, from);
            AxdrWriter.WriteUInt32(writer, to);
            byte[] end = { 1, 0, 1, 0 };
            writer.WriteOctets(end, 0, end.Length);
            return Finish(writer);
        }

        // ECS17b: the import registers.
        private static byte[] ReadImport(int counter)
        {
            OctetWriter writer = new OctetWriter(256);
            byte[] head = { 0xD9, 0x20, 0, 0, 1, 0, 1, 3, 0, 30, 0, 0, 43, 2, 8, 255, 1, 1 };
            byte[] what = { 2, 2, 1, 1, 2, 5, 0x12, 0, 1, 9, 6, 0, 0, 94, 44, 34, 10, 0x0F, 2, 0x12, 0, 0 };
            byte[] whole = { 2, 2, 0x16, 0, 0 };
            byte[] parameters = { 1, 1, 2, 2, 0x16, 2, 2, 5, 9, 9, 4, 0, 0, 0, 0 };
            byte[] end = { 9, 0, 2, 2, 0x16, 2, 2, 2, 9, 1, 2, 9, 0 };
            byte[] device = MeterFirmware.Tests.Core.Make.DeviceId();
            writer.WriteOctets(head, 0, head.Length);
            writer.WriteOctets(what, 0, what.Length);
            writer.WriteOctets(whole, 0, whole.Length);
            writer.WriteOctets(parameters, 0, parameters.Length);
            writer.WriteInt32(counter);
            writer.WriteUInt16(0x0908);
            writer.WriteOctets(Rig.SupplierId, 0, 8);
            writer.WriteUInt16(0x0908);
            writer.WriteOctets(device, 0, 8);
            writer.WriteOctets(end, 0, end.Length);
            return Finish(writer);
        }

        private static byte[] GetSamples(int id, int from, int count)
        {
            OctetWriter writer = new OctetWriter(64);
            byte[] head = { 1, 9, 1, 1, 7, 2, 0, 12, 1, 0, 8, (byte)id, 0 };
            writer.WriteOctets(head, 0, head.Length);
            WriteLittle(writer, from, 4);
            writer.WriteByte(0);
            WriteLittle(writer, count, 2);
            return Finish(writer);
        }

        // Each the first of the daily reads from a moment up to it, but for the last octet of a day; of one moment one after the
        // other.
        private static byte[] GetSnapshots(int[] moments)
        {
            OctetWriter writer = new OctetWriter(2048);
            writer.WriteUInt16(0x0109);
            writer.WriteByte(moments.Length);
            for (int i = 0; i < moments.Length; i++)
            {
                bool isRow = moments.Length > 4;
                writer.WriteByte(i == moments.Length - 1 ? 1 : 0);
                writer.WriteUInt16(0x0702);
                writer.WriteUInt16(16);
                writer.WriteByte(1);
                writer.WriteByte(i);
                writer.WriteByte(6);
                WriteLittle(writer, moments[i], 4);
                WriteLittle(writer, isRow ? moments[i] + 100 : moments[i], 4);
                writer.WriteByte(isRow ? i % 31 : 0);
                WriteLittle(writer, 1, 4);
            }
            return Finish(writer);
        }

        private static void WriteLittle(OctetWriter writer, int value, int octets)
        {
            for (int i = 0; i < octets; i++)
            {
                writer.WriteByte(value >> (8 * i));
            }
        }

        private static byte[] Finish(OctetWriter writer)
        {
            byte[] octets = new byte[writer.Position];
            Array.Copy(writer.Raw, 0, octets, 0, octets.Length);
            return octets;
        }

        private static bool Has(byte[] octets, int value)
        {
            for (int i = 0; i + 4 <= octets.Length; i++)
            {
                if (Octets.GetInt32(octets, i) == value)
                {
                    return true;
                }
            }
            return false;
        }

        // With the secret that supplier and device share, as the supplier would.
        private static void Decrypt(byte[] payload, int counter)
        {
            FakeCryptography supplier = new FakeCryptography(1);
            byte[] secret = new byte[32];
            supplier.Agree(FakeCryptography.KeyOf(3), secret);
            byte[] device = MeterFirmware.Tests.Core.Make.DeviceId();
            byte[] number = { 0, 0, 0, 0, 0, 0, 0, (byte)counter };
            byte[] key = new byte[16];
            new MeterFirmware.Crypto.KeyDerivation(supplier).Derive(
                secret,
                MeterFirmware.Crypto.KeyMode.Encryption,
                device,
                0,
                number,
                0,
                Rig.SupplierId,
                0,
                key
            );
            byte[] nonce = new byte[12];
            Array.Copy(device, 0, nonce, 0, 8);
            int at = 0;
            while (payload[at] != 0x31 || Octets.GetInt32(payload, at + 1) != 0)
            {
                at++;
            }
            int count = payload.Length - 3 - Envelope.MacLength - (at + 5);
            FakeCryptography.Mix(key, nonce, payload, at + 5, count);
        }

        private static void AssertOctets(byte[] expected, byte[] actual)
        {
            Assert.AreEqual(expected.Length, actual.Length);
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.AreEqual((int)expected[i], (int)actual[i]);
            }
        }
    }
}

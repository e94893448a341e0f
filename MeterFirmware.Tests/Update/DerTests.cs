using MeterFirmware.Core.Time;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Asn1;
using MeterFirmware.Update;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Update
{
    [TestClass]
    public class DerTests
    {
        [TestMethod]
        public void CountersRoundTripInTheirShortestForm()
        {
            byte[][] counters =
            {
                new byte[] { 0, 0, 0, 0, 0, 0, 0, 0 },
                new byte[] { 0, 0, 0, 0, 0, 0, 0, 0x7F },
                new byte[] { 0, 0, 0, 0, 0, 0, 0, 0x80 },
                new byte[] { 0, 0, 0, 0, 0, 0, 3, 0xE8 },
                new byte[] { 0xFF, 1, 2, 3, 4, 5, 6, 7 },
            };
            int[] lengths = { 3, 3, 4, 4, 11 };
            for (int i = 0; i < counters.Length; i++)
            {
                OctetWriter writer = new OctetWriter(16);
                DerWriter.WriteCounter(writer, counters[i], 0);
                Assert.AreEqual(lengths[i], writer.Position);
                DerReader reader = new DerReader();
                reader.Open(writer.Raw, 0, writer.Position);
                byte[] read = new byte[8];
                reader.ReadCounter(read, 0);
                Assert.IsTrue(reader.IsAtEnd);
                for (int j = 0; j < 8; j++)
                {
                    Assert.AreEqual((int)counters[i][j], (int)read[j]);
                }
            }
        }

        [TestMethod]
        public void FormsThatAreNotDerAreRefused()
        {
            Refuse(new byte[] { 0x02, 0x00 });
            Refuse(new byte[] { 0x02, 0x01, 0x80 });
            Refuse(new byte[] { 0x02, 0x02, 0x00, 0x7F });
            Refuse(new byte[] { 0x02, 0x81, 0x01, 0x05 });
            Refuse(new byte[] { 0x02, 0x82, 0x00, 0x01, 0x05 });
            Refuse(new byte[] { 0x02, 0x80, 0x05 });
            Refuse(new byte[] { 0x02, 0x05, 0x05 });
            Refuse(new byte[] { 0x04, 0x01, 0x05 });
            Refuse(new byte[] { 0x02 });
            Refuse(new byte[] { 0x02, 0x09, 1, 1, 1, 1, 1, 1, 1, 1, 1 });
        }

        [TestMethod]
        public void TimesAreReadAndWritten()
        {
            Assert.AreEqual((int)UtcTime.SecondsFrom(2033, 1, 15, 9, 0, 0), ReadTime("20330115090000Z"));
            Assert.AreEqual(ActivationTime.Cancel, ReadTime("99991231235959Z"));
            Assert.AreEqual(DerTime.Invalid, ReadTime("20330230090000Z"));
            Assert.AreEqual(DerTime.Invalid, ReadTime("20331301090000Z"));
            Assert.AreEqual(DerTime.Invalid, ReadTime("20330115240000Z"));
            Assert.AreEqual(DerTime.Invalid, ReadTime("19991231235959Z"));
            Assert.AreEqual(DerTime.Invalid, ReadTime("20680101000000Z"));
            Assert.AreEqual(DerTime.Invalid, ReadTime("203301150900000"));
            Assert.AreEqual(DerTime.Invalid, ReadTime("2033011509000Z"));
            Assert.AreEqual(DerTime.Invalid, ReadTime("2033O115090000Z"));
            OctetWriter writer = new OctetWriter(17);
            DerTime.Write(writer, ReadTime("20671231235959Z"));
            Assert.AreEqual(ReadTime("20671231235959Z"), DerTime.Read(writer.Raw, 2, 15));
        }

        private static int ReadTime(string text)
        {
            byte[] octets = new byte[text.Length];
            for (int i = 0; i < text.Length; i++)
            {
                octets[i] = (byte)text[i];
            }
            return DerTime.Read(octets, 0, octets.Length);
        }

        private static void Refuse(byte[] octets)
        {
            DerReader reader = new DerReader();
            reader.Open(octets, 0, octets.Length);
            reader.ReadCounter(new byte[8], 0);
            Assert.IsFalse(reader.IsAtEnd);
        }
    }
}

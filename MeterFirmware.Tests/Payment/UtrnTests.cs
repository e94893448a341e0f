using MeterFirmware.Core.Payment;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Payment
{
    /// <summary>UTRNs (GBCS 14): form, check digit, content, counters.</summary>
    [TestClass]
    public class UtrnTests
    {
        private static byte[] ToDigits(string text)
        {
            byte[] digits = new byte[text.Length];
            for (int i = 0; i < digits.Length; i++)
            {
                digits[i] = (byte)text[i];
            }
            return digits;
        }

        [TestMethod]
        [DataRow("73950067887105178605", 6, 1250000, 0x000304E2, unchecked((int)0xFF674C64))]
        [DataRow("73946144332040217315", 3, 1000000, 0x0001A00A, unchecked((int)0x9CD029E3))]
        public void ThePublishedVectors(string text, int counter, int millipence, int ptutHigh, int mac)
        {
            Utrn utrn = new Utrn();
            Assert.AreEqual(CreditResult.Accepted, utrn.Decode(ToDigits(text), 0));
            Assert.AreEqual(counter, utrn.CarriedCounter);
            Assert.AreEqual((long)millipence, utrn.ValueMillipence);
            Assert.AreEqual(ptutHigh, utrn.PtutHigh);
            Assert.AreEqual(mac, utrn.Mac);
        }

        [TestMethod]
        public void TheThirdVectorCarriesCounterFiveAndTenPounds()
        {
            Utrn utrn = new Utrn();
            Assert.AreEqual(CreditResult.Accepted, utrn.Decode(ToDigits("73948959061972833313"), 0));
            Assert.AreEqual(5, utrn.CarriedCounter);
            Assert.AreEqual(1000000L, utrn.ValueMillipence);
        }

        [TestMethod]
        public void EveryWrongDigitIsFound()
        {
            Utrn utrn = new Utrn();
            for (int at = 0; at < Utrn.Digits; at++)
            {
                for (int by = 1; by < 10; by++)
                {
                    byte[] digits = ToDigits("73950067887105178605");
                    digits[at] = (byte)('0' + (digits[at] - '0' + by) % 10);
                    Assert.AreEqual(CreditResult.Invalid, utrn.Decode(digits, 0));
                }
            }
        }

        [TestMethod]
        [DataRow("12345678901012131415")]
        [DataRow("7395006788710517860A")]
        public void WhatIsNoUtrnIsInvalid(string text)
        {
            Assert.AreEqual(CreditResult.Invalid, new Utrn().Decode(ToDigits(text), 0));
        }

        [TestMethod]
        [DataRow("0000000000000000000")]
        [DataRow("7394156990786306047")]
        [DataRow("9999999999999999999")]
        public void AnotherClassOfTokenIsForAnotherDevice(string nineteen)
        {
            byte[] digits = ToDigits(nineteen + "0");
            digits[19] = (byte)('0' + Utrn.ComputeCheckDigit(digits, 0));
            Utrn utrn = new Utrn();
            utrn.Decode(ToDigits("73950067887105178605"), 0);
            Assert.AreEqual(CreditResult.OtherDevice, utrn.Decode(digits, 0));
            Assert.AreEqual(0L, utrn.ValueMillipence);
        }

        [TestMethod]
        public void ACounterIsAcceptedOnceInAnyOrderWithinTheWindow()
        {
            UtrnCounters counters = Scenario.Esme().Meter.TopUps;
            counters.Accept(3);
            counters.Accept(10);
            counters.Accept(7);
            Assert.AreEqual(CreditResult.Duplicate, counters.Check(3));
            Assert.AreEqual(CreditResult.Duplicate, counters.Check(7));
            Assert.AreEqual(CreditResult.Duplicate, counters.Check(10));
            Assert.AreEqual(CreditResult.Accepted, counters.Check(4));
            counters.Accept(10 + UtrnCounters.Remembered - 1);
            Assert.AreEqual(CreditResult.Duplicate, counters.Check(10));
            Assert.AreEqual(CreditResult.TooOld, counters.Check(9));
            counters.Accept(1000000);
            Assert.AreEqual(CreditResult.TooOld, counters.Check(10));
            Assert.AreEqual(CreditResult.Accepted, counters.Check(999999));
            counters.Clear();
            Assert.AreEqual(CreditResult.Accepted, counters.Check(1000000));
        }

        [TestMethod]
        public void TheCounterIsTheNearestToTheHighest()
        {
            UtrnCounters counters = Scenario.Esme().Meter.TopUps;
            Assert.AreEqual(6L, counters.Resolve(6));
            Assert.AreEqual(1023L, counters.Resolve(1023));
            counters.Accept(5000); // 904 of its 1,024
            Assert.AreEqual(5000L, counters.Resolve(904));
            Assert.AreEqual(5120L, counters.Resolve(0));
            Assert.AreEqual(5000L + 512, counters.Resolve((5000 + 512) % 1024));
            Assert.AreEqual(5000L - 511, counters.Resolve((5000 - 511) % 1024));
        }
    }
}

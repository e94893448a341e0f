using MeterFirmware.Core;
using MeterFirmware.Core.Customer;
using MeterFirmware.Core.Events;
using MeterFirmware.Core.State;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Core
{
    /// <summary>The customer's record and the privacy PIN, over commits, refusals and restarts.</summary>
    [TestClass]
    public class CustomerTests
    {
        private const int Pause = MeterParameters.PrivacyPinLockoutMilliseconds;

        private static MeterState Start(MemoryRecordStore records)
        {
            MeterState state = Make.State(MeterKind.Esme, records);
            if (StartResult.LosesState(state.Store.Load()))
            {
                state.Store.Commit();
            }
            state.Reload();
            return state;
        }

        private static byte[] Digits(int number)
        {
            return new byte[]
            {
                (byte)(number / 1000),
                (byte)(number / 100 % 10),
                (byte)(number / 10 % 10),
                (byte)(number % 10),
            };
        }

        private static bool Put(MeterState state, int field, string text)
        {
            byte[] octets = ScriptedSource.Octets(text);
            state.Customer.Set(field, octets, 0, octets.Length);
            return state.Customer.Save();
        }

        private static string Text(MeterState state, int field)
        {
            byte[] octets = new byte[116];
            int count = state.Customer.Copy(field, octets, 0);
            char[] text = new char[count];
            for (int i = 0; i < count; i++)
            {
                text[i] = (char)octets[i];
            }
            return new string(text);
        }

        [TestMethod]
        public void TextCountsOnceTheImageIsCommitted()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterState state = Start(records);
            state.Image.Mark();
            Assert.IsTrue(Put(state, CustomerField.SupplierName, "First"));
            Assert.AreEqual("", Text(Start(records), CustomerField.SupplierName));
            Assert.IsTrue(state.Store.Commit());
            Assert.AreEqual("First", Text(Start(records), CustomerField.SupplierName));
        }

        [TestMethod]
        public void ManyChangesInOneStepLeaveWhatIsCommittedAlone()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterState state = Start(records);
            Put(state, CustomerField.SupplierName, "First");
            state.Store.Commit();
            state.Image.Mark();
            for (int i = 0; i < 7; i++)
            {
                Assert.IsTrue(Put(state, CustomerField.SupplierName, "Name " + i.ToString()));
                Assert.IsTrue(Put(state, CustomerField.SupplierTelephone, i.ToString()));
                Assert.AreEqual("First", Text(Start(records), CustomerField.SupplierName));
            }
            Assert.IsTrue(state.Store.Commit());
            Assert.AreEqual("Name 6", Text(Start(records), CustomerField.SupplierName));
            Assert.AreEqual("6", Text(Start(records), CustomerField.SupplierTelephone));
        }

        [TestMethod]
        public void RefusedWriteAndRefusedCommitLeaveTheTextAsItWas()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterState state = Start(records);
            Put(state, CustomerField.Message, "Old");
            state.Store.Commit();
            state.Image.Mark();
            records.RefuseWrites = true;
            Assert.IsFalse(Put(state, CustomerField.Message, "New"));
            Assert.AreEqual("Old", Text(state, CustomerField.Message));
            records.RefuseWrites = false;
            Assert.IsTrue(Put(state, CustomerField.Message, "New"));
            records.RefuseWrites = true;
            Assert.IsFalse(state.Store.Commit());
            Assert.AreEqual("Old", Text(state, CustomerField.Message));
            Assert.AreEqual("Old", Text(Start(records), CustomerField.Message));
            records.RefuseWrites = false;
            state.Image.Mark();
            Assert.IsTrue(Put(state, CustomerField.Message, "Newer"));
            Assert.IsTrue(state.Store.Commit());
            Assert.AreEqual("Newer", Text(Start(records), CustomerField.Message));
        }

        [TestMethod]
        public void GenerationsGoOnAfterTheLast()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterState state = Start(records);
            state.Image.SetUInt16(ImageLayout.CustomerGeneration, 0xFFFE);
            for (int i = 0; i < 5; i++)
            {
                state.Image.Mark();
                Assert.IsTrue(Put(state, CustomerField.SupplierName, i.ToString()));
                Assert.IsTrue(state.Store.Commit());
                Assert.AreEqual(i.ToString(), Text(Start(records), CustomerField.SupplierName));
            }
            Assert.AreEqual(4, state.Image.GetUInt16(ImageLayout.CustomerGeneration));
        }

        [TestMethod]
        public void SameTextAgainWritesNothingAndDoesNotComeBack()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterState state = Start(records);
            byte[] message = ScriptedSource.Octets("Please call us.");
            Assert.IsTrue(state.Customer.SetMessage(message, 0, message.Length));
            Assert.IsTrue(state.Customer.IsMessageNew);
            state.Customer.AcknowledgeMessage();
            state.Store.Commit();
            int writes = records.Writes;
            Assert.IsTrue(state.Customer.SetMessage(message, 0, message.Length));
            Assert.IsFalse(state.Customer.IsMessageNew);
            Assert.AreEqual(writes, records.Writes);
            Assert.IsTrue(state.Customer.SetMessage(message, 0, 6));
            Assert.IsTrue(state.Customer.IsMessageNew);
            Assert.IsTrue(state.Customer.SetMessage(message, 0, 0));
            Assert.IsFalse(state.Customer.IsMessageNew);
        }

        [TestMethod]
        public void DamagedRecordIsToldAndKeepsThePinsProtection()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterState state = Start(records);
            Put(state, CustomerField.SupplierName, "Name");
            Assert.IsTrue(state.PrivacyPin.Set(Digits(1234)));
            byte[] record = records.Peek(
                "customer-" + (state.Image.GetUInt16(ImageLayout.CustomerGeneration) % 3).ToString()
            );
            record[20] ^= 1;
            MeterState again = Start(records);
            Assert.IsTrue(again.Customer.IsDamaged);
            Assert.AreEqual("", Text(again, CustomerField.SupplierName));
            Assert.AreEqual(EventCode.NonVolatileMemoryError, again.EventLog.GetCode(0));
            Assert.IsTrue(again.PrivacyPin.IsEnabled);
            Assert.IsFalse(again.PrivacyPin.Try(Digits(1234)));
            Assert.IsTrue(again.PrivacyPin.Disable());
            Assert.IsFalse(again.PrivacyPin.IsEnabled);
        }

        [TestMethod]
        public void ThreeWrongPinsLockOutOverARestart()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterState state = Start(records);
            Assert.IsTrue(state.PrivacyPin.Set(Digits(9071)));
            Assert.IsFalse(state.PrivacyPin.Try(Digits(1)));
            Assert.IsFalse(state.PrivacyPin.Try(Digits(9070)));

            // Switching the meter off does not give the attempts back.
            state = Start(records);
            state.Clock.Set(1000, false, 0);
            Assert.IsFalse(state.PrivacyPin.IsLockedOut);
            Assert.IsFalse(state.PrivacyPin.Try(Digits(9072)));
            Assert.IsTrue(state.PrivacyPin.IsLockedOut);
            Assert.IsFalse(state.PrivacyPin.Try(Digits(9071)));

            // Nor does it end the pause.
            state = Start(records);
            state.Clock.Set(Pause - 1, false, 0);
            Assert.IsTrue(state.PrivacyPin.IsLockedOut);
            Assert.IsFalse(state.PrivacyPin.Try(Digits(9071)));
            state.Clock.Set(2 * Pause - 1, false, 0);
            Assert.IsFalse(state.PrivacyPin.IsLockedOut);
            Assert.IsFalse(state.PrivacyPin.Try(Digits(1)));
            Assert.IsTrue(state.PrivacyPin.Try(Digits(9071)));
            Assert.AreEqual(0, state.Image.GetByte(ImageLayout.PinAttempts));
        }

        [TestMethod]
        public void AttemptThatCannotBeCountedIsWrong()
        {
            MemoryRecordStore records = new MemoryRecordStore();
            MeterState state = Start(records);
            Assert.IsTrue(state.PrivacyPin.Set(Digits(1234)));
            records.RefuseWrites = true;
            Assert.IsFalse(state.PrivacyPin.Try(Digits(1234)));
            Assert.IsFalse(state.PrivacyPin.Set(Digits(4321)));
            records.RefuseWrites = false;
            Assert.IsFalse(state.PrivacyPin.Try(Digits(4321)));
            Assert.IsTrue(state.PrivacyPin.Try(Digits(1234)));
        }
    }
}

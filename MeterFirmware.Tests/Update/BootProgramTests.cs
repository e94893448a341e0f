using System;
using MeterFirmware.Boot;
using MeterFirmware.Crypto;
using MeterFirmware.Hal;
using MeterFirmware.Hal.Drivers;
using MeterFirmware.Tests.Core;
using MeterFirmware.Tests.Gbcs;
using nanoFramework.TestFramework;

namespace MeterFirmware.Tests.Update
{
    /// <summary>What the bootstrap starts, and when its watchdog begins.</summary>
    [TestClass]
    public class BootProgramTests
    {
        [TestMethod]
        public void FirmwareInASlotIsStartedWithTheWatchdogRunning()
        {
            UpdateRig rig = new UpdateRig(new MemoryRecordStore());
            rig.Install(0, 0xCD);
            Recorder seen = Run(rig.Records, new FakeCryptography(3), true);
            Assert.AreEqual(1, seen.Firmware);
            Assert.AreEqual(0, seen.Factory);
            Assert.IsTrue(seen.WasWatched, "it may hang in its first line");
            Assert.AreEqual(0, seen.Slot);
        }

        [TestMethod]
        public void FactoryFirmwareIsStartedWhereNoSlotVerifies()
        {
            UpdateRig rig = new UpdateRig(new MemoryRecordStore());
            ExpectFactory(Run(rig.Records, new FakeCryptography(3), true));
            rig.Install(0, 0xCD);
            rig.Install(1, 0xCE);
            ((MemoryRecordStore)rig.Records).Peek("slot-a-001")[9] ^= 1;
            ((MemoryRecordStore)rig.Records).Peek("slot-b-001")[9] ^= 1;
            ExpectFactory(Run(rig.Records, new FakeCryptography(3), true));
        }

        [TestMethod]
        public void FactoryFirmwareIsStartedWhereTheMakerWroteNothing()
        {
            UpdateRig rig = new UpdateRig(new MemoryRecordStore());
            rig.Install(0, 0xCD);
            ExpectFactory(Run(rig.Records, new FakeCryptography(3), false));
        }

        [TestMethod]
        public void WithoutCryptographyNothingInASlotIsTrusted()
        {
            UpdateRig rig = new UpdateRig(new MemoryRecordStore());
            rig.Install(0, 0xCD);
            ExpectFactory(Run(rig.Records, new NoCryptography(), true));
        }

        private static void ExpectFactory(Recorder seen)
        {
            Assert.AreEqual(0, seen.Firmware);
            Assert.AreEqual(1, seen.Factory);
            Assert.IsTrue(seen.WasWatched);
        }

        private static Recorder Run(IRecordStore records, ICryptography cryptography, bool isMade)
        {
            if (isMade)
            {
                OtaFile.WriteMaker(records);
            }
            Recorder recorder = new Recorder();
            new BootProgram(records, 8, cryptography, recorder, recorder).Run(null, null, recorder);
            return recorder;
        }

        private sealed class Recorder : IFirmwareLoader, IFactoryFirmware, IWatchdog
        {
            private bool isWatching;

            public int Firmware { get; private set; }

            public int Factory { get; private set; }

            public int Slot { get; private set; }

            public bool WasWatched { get; private set; }

            public void Run(BundleReader bundle, BootHandover handover)
            {
                Firmware++;
                Slot = handover.Slot;
                WasWatched = isWatching && handover.Watchdog == this;
            }

            public void Start(HubOutputs hub, IPulseInput pulses, IWatchdog watchdog)
            {
                Factory++;
                WasWatched = isWatching && watchdog == this;
            }

            public void Start()
            {
                isWatching = true;
            }

            public void Kick() { }
        }
    }
}

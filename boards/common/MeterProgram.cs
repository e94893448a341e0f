using System;
using System.Threading;
using MeterFirmware.Boot;
using MeterFirmware.Core;
using MeterFirmware.Crypto;
using MeterFirmware.Gbcs;
using MeterFirmware.Hal;
using MeterFirmware.Update;

namespace MeterFirmware.Board
{
    /// <summary>What the programs of all boards have in common.</summary>
    public static class MeterProgram
    {
        /// <summary>The record of eight octets with the meter's EUI-64, which its maker writes.</summary>
        public const string DeviceIdRecord = "device-id";

        private const int RestartDelayMilliseconds = 5000;

        /// <summary>
        /// What runs on a board without slots: this very source, whose version is the one of its release.
        /// </summary>
        public static RunningFirmware DeployedFirmware()
        {
            return new RunningFirmware(new byte[] { 0, 0, 0, 1 }, null, RunningFirmware.Deployed, false);
        }

        /// <summary>Gives a meter its firmware update; before it starts.</summary>
        /// <param name="meter">The meter.</param>
        /// <param name="boot">
        /// What the bootstrap knows of the slots; null for firmware in the deployment partition, which receives none and
        /// answers an activation with activation failure.
        /// </param>
        public static void UseUpdate(Meter meter, BootHandover boot)
        {
            if (boot == null)
            {
                meter.UseUpdate(new Activation(meter.State, DeployedFirmware(), null, null), null);
                return;
            }
            RunningFirmware running = new RunningFirmware(boot.Version, boot.Digest, boot.Slot, boot.IsTrial);
            meter.UseUpdate(
                new Activation(meter.State, running, boot.Record, boot.Slots),
                new ImageReceiver(meter.State, running, boot.Slots, boot.Image)
            );
        }

        /// <summary>Reads the meter's EUI-64.</summary>
        /// <param name="records">The board's storage.</param>
        /// <param name="clock">The board's clock, as it came up.</param>
        /// <returns>8 octets; or null, with a line on the console, if the board has none.</returns>
        public static byte[] ReadDeviceId(IRecordStore records, IClock clock)
        {
            // One octet of room more than there should be, so that a record that is too long is seen.
            byte[] record = new byte[MeterConfiguration.DeviceIdLength + 1];
            if (records.Read(DeviceIdRecord, record, 0, record.Length) != MeterConfiguration.DeviceIdLength)
            {
                // A clock that is known has run since someone set it: this is no new board but a storage that came up empty.
                bool isLost = records.IsEmpty && clock.IsUtcKnown;
                Console.WriteLine(isLost ? "storage lost: the flash was formatted" : "no device id on the flash");
                Console.WriteLine("put the 8 octets of the meter's EUI-64 into the record device-id, see README.md");
                return null;
            }
            byte[] deviceId = new byte[MeterConfiguration.DeviceIdLength];
            Array.Copy(record, 0, deviceId, 0, deviceId.Length);
            return deviceId;
        }

        /// <summary>What a board's definition and its maker say of the meter.</summary>
        /// <param name="kind">A <see cref="MeterKind"/>.</param>
        /// <param name="deviceId">8 octets.</param>
        /// <param name="board">The board.</param>
        public static MeterConfiguration Configure(int kind, byte[] deviceId, BoardDefinition board)
        {
            return new MeterConfiguration(kind, deviceId, board.PulseWeight)
            {
                MaximumFlowLitresPerHour = board.MaximumFlowLitresPerHour,
                LargeGasMeterAtDomesticPremises = board.LargeGasMeterAtDomesticPremises,
            };
        }

        /// <summary>Puts a meter together, or says on the console why it may not be one.</summary>
        /// <returns>The meter; null if its configuration allows no lawful display.</returns>
        public static Meter Assemble(
            MeterState state,
            IRecordStore records,
            ICryptography cryptography,
            PayloadHandler payloads
        )
        {
            try
            {
                return new Meter(state, records, cryptography, payloads);
            }
            catch (ArgumentException e)
            {
                // In Main nobody would print it.
                Console.WriteLine("refused: " + e.Message);
                return null;
            }
        }

        /// <summary>
        /// Runs a meter for as long as the board has power. What must not happen ends it with a line on the console and a
        /// restart of the interpreter: the meter goes on from what it last committed, and the hub's lines stay as they are.
        /// </summary>
        /// <param name="meter">The meter, not yet started.</param>
        /// <param name="hal">The board.</param>
        /// <param name="watchdog">Restarts a program that hangs, in its start or in its loop.</param>
        public static void Run(Meter meter, BoardHal hal, IWatchdog watchdog)
        {
            try
            {
                watchdog.Start();
                MeterLoop loop = new MeterLoop(meter, hal);
                if (!loop.Start())
                {
                    return;
                }
                while (true)
                {
                    watchdog.Kick();
                    if (!loop.Turn())
                    {
                        Thread.Sleep(MeterLoop.RestMilliseconds);
                    }
                }
            }
            catch (Exception e)
            {
                Console.WriteLine("stopped: " + e.Message);
            }
            // A fault that comes back at once must not become a storm of restarts.
            Thread.Sleep(RestartDelayMilliseconds);
            hal.Restart.Restart();
        }
    }
}

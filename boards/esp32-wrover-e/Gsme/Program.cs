using System;
using MeterFirmware.Board;
using MeterFirmware.Boot;
using MeterFirmware.Core;
using MeterFirmware.Crypto;
using MeterFirmware.Gbcs.Asn1;
using MeterFirmware.Gbcs.Gbz;
using MeterFirmware.Hal;
using MeterFirmware.Hal.Drivers;

namespace MeterFirmware.Wrover.Gsme
{
    /// <summary>A gas meter on an ESP32-WROVER-E: the entry point of its bundle, and the factory's firmware.</summary>
    public static class Program
    {
        /// <summary>Wires and runs what is in a slot; the bootstrap calls it.</summary>
        /// <param name="boot">What the bootstrap opened and knows.</param>
        public static void Start(BootHandover boot)
        {
            Run(boot, boot.Watchdog);
        }

        /// <summary>Wires and runs it from the deployment partition, where no slot holds firmware that verifies.</summary>
        /// <param name="watchdog">Watches already.</param>
        public static void StartFactory(IWatchdog watchdog)
        {
            Run(null, watchdog);
        }

        private static void Run(BootHandover boot, IWatchdog watchdog)
        {
            BoardDefinition board = WroverBoard.Gsme();
            BoardHal hal = new BoardHal(board, new ProcessorTime());
            byte[] deviceId = MeterProgram.ReadDeviceId(hal.Store, hal.Clock);
            if (deviceId == null)
            {
                return;
            }
            Console.WriteLine("this firmware has no cryptography yet: it counts and shows, and refuses every message");
            MeterConfiguration configuration = MeterProgram.Configure(MeterKind.Gsme, deviceId, board);
            MeterState state = new MeterState(configuration, hal.Store);
            GsmePayload payload = new GsmePayload(GsmePayload.CreateGroups(state));
            Meter meter = MeterProgram.Assemble(state, hal.Store, new NoCryptography(), payload);
            if (meter == null)
            {
                return;
            }
            MeterProgram.UseUpdate(meter, boot);
            meter.Server.Common = new ActivateFirmware(state, meter.Activation);
            MeterProgram.Run(meter, hal, watchdog);
        }
    }
}

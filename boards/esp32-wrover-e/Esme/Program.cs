using System;
using MeterFirmware.Board;
using MeterFirmware.Boot;
using MeterFirmware.Core;
using MeterFirmware.Crypto;
using MeterFirmware.Gbcs.Asn1;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Hal;
using MeterFirmware.Hal.Drivers;

namespace MeterFirmware.Wrover.Esme
{
    /// <summary>An electricity meter on an ESP32-WROVER-E: the entry point of its bundle, and the factory's firmware.</summary>
    public static class Program
    {
        /// <summary>Wires and runs what is in a slot; the bootstrap calls it.</summary>
        /// <param name="boot">What the bootstrap opened and knows.</param>
        public static void Start(BootHandover boot)
        {
            Run(boot, boot.Hub, boot.Pulses, boot.Watchdog);
        }

        /// <summary>Wires and runs it from the deployment partition, where no slot holds firmware that verifies.</summary>
        /// <param name="hub">The hub's lines, opened by the bootstrap.</param>
        /// <param name="pulses">The pulse input, likewise.</param>
        /// <param name="watchdog">Watches already.</param>
        public static void StartFactory(HubOutputs hub, IPulseInput pulses, IWatchdog watchdog)
        {
            Run(null, hub, pulses, watchdog);
        }

        private static void Run(BootHandover boot, HubOutputs hub, IPulseInput pulses, IWatchdog watchdog)
        {
            BoardDefinition board = WroverBoard.Esme();
            BoardHal hal = new BoardHal(board, new ProcessorTime(), hub, pulses);
            byte[] deviceId = MeterProgram.ReadDeviceId(hal.Store, hal.Clock);
            if (deviceId == null)
            {
                return;
            }
            Console.WriteLine("this firmware has no cryptography yet: it counts and shows, and refuses every message");
            MeterConfiguration configuration = MeterProgram.Configure(MeterKind.Esme, deviceId, board);
            MeterState state = new MeterState(configuration, hal.Store);
            EsmePayload payload = new EsmePayload(EsmePayload.CreateGroups(state));
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

using System;
using MeterFirmware.Board;
using MeterFirmware.Core;
using MeterFirmware.Crypto;
using MeterFirmware.Gbcs.Asn1;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Hal.Drivers;
using MeterFirmware.Update;

namespace MeterFirmware.DevKitC.Esme
{
    /// <summary>An electricity meter on an ESP32-DevKitC.</summary>
    public static class Program
    {
        /// <summary>Wires and runs.</summary>
        public static void Main()
        {
            BoardDefinition board = DevKitCBoard.Esme();
            BoardHal hal = new BoardHal(board, new ProcessorTime());
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
            // The firmware is in the deployment partition: an activation is answered with activation failure.
            meter.UseUpdate(new Activation(state, MeterProgram.DeployedFirmware(), null, null), null);
            meter.Server.Common = new ActivateFirmware(state, meter.Activation);
            MeterProgram.Run(meter, hal, new SoftwareWatchdog(hal.Restart, SoftwareWatchdog.LimitMilliseconds));
        }
    }
}

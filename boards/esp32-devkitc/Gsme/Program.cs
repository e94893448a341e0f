using System;
using MeterFirmware.Board;
using MeterFirmware.Core;
using MeterFirmware.Crypto;
using MeterFirmware.Gbcs.Gbz;
using MeterFirmware.Hal.Drivers;

namespace MeterFirmware.DevKitC.Gsme
{
    /// <summary>A gas meter on an ESP32-DevKitC.</summary>
    public static class Program
    {
        /// <summary>Wires and runs.</summary>
        public static void Main()
        {
            BoardDefinition board = DevKitCBoard.Gsme();
            BoardHal hal = new BoardHal(board, new ProcessorTime());
            byte[] deviceId = MeterProgram.ReadDeviceId(hal.Store, hal.Clock);
            if (deviceId == null)
            {
                return;
            }
            Console.WriteLine("this firmware has no cryptography yet: it counts and shows, and refuses every message");
            MeterConfiguration configuration = new MeterConfiguration(MeterKind.Gsme, deviceId, board.PulseWeight);
            MeterState state = new MeterState(configuration, hal.Store);
            GsmePayload payload = new GsmePayload(GsmePayload.CreateGroups(state));
            MeterProgram.Run(new Meter(state, hal.Store, new NoCryptography(), payload), hal);
        }
    }
}

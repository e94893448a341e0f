using System;
using MeterFirmware.Board;
using MeterFirmware.Core;
using MeterFirmware.Crypto;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Hal.Drivers;

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
            MeterConfiguration configuration = new MeterConfiguration(MeterKind.Esme, deviceId, board.PulseWeight);
            MeterState state = new MeterState(configuration, hal.Store);
            EsmePayload payload = new EsmePayload(EsmePayload.CreateGroups(state));
            MeterProgram.Run(new Meter(state, hal.Store, new NoCryptography(), payload), hal);
        }
    }
}

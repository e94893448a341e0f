using System;
using MeterFirmware.Board;
using MeterFirmware.Boot;
using MeterFirmware.Core;
using MeterFirmware.Crypto;
using MeterFirmware.Gbcs.Asn1;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Hal.Drivers;
using MeterFirmware.Update;

namespace MeterFirmware.Wrover.Esme
{
    /// <summary>An electricity meter on an ESP32-WROVER-E: the entry point of its bundle.</summary>
    public static class Program
    {
        /// <summary>Wires and runs; the bootstrap calls it.</summary>
        /// <param name="boot">What the bootstrap opened and knows.</param>
        public static void Start(BootHandover boot)
        {
            BoardDefinition board = WroverBoard.Esme();
            BoardHal hal = new BoardHal(board, new ProcessorTime(), boot.Hub, boot.Pulses);
            byte[] deviceId = MeterProgram.ReadDeviceId(hal.Store, hal.Clock);
            if (deviceId == null)
            {
                return;
            }
            Console.WriteLine("this firmware has no cryptography yet: it counts and shows, and refuses every message");
            MeterConfiguration configuration = new MeterConfiguration(MeterKind.Esme, deviceId, board.PulseWeight);
            MeterState state = new MeterState(configuration, hal.Store);
            EsmePayload payload = new EsmePayload(EsmePayload.CreateGroups(state));
            Meter meter = new Meter(state, hal.Store, new NoCryptography(), payload);
            RunningFirmware running = new RunningFirmware(boot.Version, boot.Digest, boot.Slot, boot.IsTrial);
            meter.UseUpdate(
                new Activation(state, running, boot.Record, boot.Slots),
                new ImageReceiver(state, running, boot.Slots, boot.Image)
            );
            meter.Server.Common = new ActivateFirmware(state, meter.Activation);
            MeterProgram.Run(meter, hal);
        }
    }
}

using System;
using MeterFirmware.Core;
using MeterFirmware.Core.Display;
using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;
using MeterFirmware.Gbcs;
using MeterFirmware.Hal;

namespace MeterFirmware.Board
{
    /// <summary>
    /// The board's loop: tells the meter what the board sees and drives what the meter says. One turn is bounded: it takes
    /// one buffer of octets, and of what these bring about sends every answer before it gives the meter more.
    /// </summary>
    public sealed class MeterLoop
    {
        /// <summary>
        /// How long a program rests after a turn without work: at 115,200 baud 58 octets arrive meanwhile, which is well
        /// within the link's buffer.
        /// </summary>
        public const int RestMilliseconds = 5;

        // Each is a few milliseconds of the line.
        private const int ReceiveOctets = 256;
        private const int SendOctets = 96;
        private const int GlyphRows = 8;

        private readonly Meter meter;
        private readonly BoardHal hal;
        private readonly byte[] received = new byte[ReceiveOctets];
        private readonly byte[] piece = new byte[SendOctets];
        private long sampledSecond = -1;
        private int messages;
        private int malformedLines;
        private bool isMainsPresent;
        private bool isHubPresent;

        /// <summary>Joins a meter to a board.</summary>
        /// <param name="meter">The meter, not yet started.</param>
        /// <param name="hal">The board. Its display has the rows and columns of <see cref="ScreenText"/>.</param>
        public MeterLoop(Meter meter, BoardHal hal)
        {
            Invariant.Require(
                hal.Display.Columns == ScreenText.Columns && hal.Display.Rows == ScreenText.Rows,
                "a display of the meter's screens"
            );
            this.meter = meter;
            this.hal = hal;
        }

        /// <summary>Starts the meter and says on the console what was found.</summary>
        /// <returns>False if the meter must not run: its storage holds another meter's state.</returns>
        public bool Start()
        {
            if (hal.Hub != null)
            {
                hal.Hub.SetSupplyCut(false);
                hal.Hub.SetMeterPresent(true);
                isHubPresent = hal.Hub.IsHubPresent;
                isMainsPresent = hal.Mains.IsMainsPresent;
                meter.Supply.SetMains(isMainsPresent);
            }
            DefineGlyphs();
            int result = meter.Start();
            Console.WriteLine(StartResult.NameOf(result));
            if (meter.State.Store.IsStateLost)
            {
                Console.WriteLine("the meter lost its state: every message is refused until it is provisioned anew");
            }
            else if (!meter.HasParties)
            {
                Console.WriteLine("no remote parties on the flash: every message will be refused");
            }
            return StartResult.MayRun(result);
        }

        /// <summary>One turn.</summary>
        /// <returns>
        /// True if octets had arrived, so that more may be waiting; else there is nothing to do for a while.
        /// </returns>
        public bool Turn()
        {
            IClock clock = hal.Clock;
            meter.CountPulses(hal.Pulses.TakePulses());
            SampleVoltage(clock.MonotonicMilliseconds / 1000);
            if (hal.Cover != null)
            {
                meter.State.Payment.Supply.TellCover(hal.Cover.IsOpen);
            }
            meter.Tick(clock.MonotonicMilliseconds, clock.IsUtcKnown, clock.UtcSeconds);
            meter.Display.SetButtonA(hal.ButtonA.IsPressed);
            meter.Display.SetButtonB(hal.ButtonB.IsPressed);
            Send();
            int count = hal.Link.Read(received, 0, ReceiveOctets);
            Receive(count);
            SetClock();
            hal.Display.Show(meter.Display.Cells);
            hal.SupplySwitch.SetSupplyOn(meter.State.Payment.IsSupplyOn);
            hal.SupplySwitch.Poll();
            for (int i = 0; i < hal.AuxiliarySwitches.Length; i++)
            {
                hal.AuxiliarySwitches[i].SetClosed(meter.State.Auxiliary.IsClosed(i + 1));
            }
            if (hal.Hub != null)
            {
                WatchHub();
            }
            if (meter.IsRestartWanted)
            {
                // The counter starts anew, and what it has counted by now is consumption too.
                meter.CountPulses(hal.Pulses.TakeLastPulses());
                meter.PrepareRestart();
                hal.Restart.Restart();
            }
            return count > 0;
        }

        private void SampleVoltage(long second)
        {
            if (hal.Voltage != null && second != sampledSecond)
            {
                sampledSecond = second;
                meter.SampleVoltage(hal.Voltage.ReadDecivolts());
            }
        }

        private void DefineGlyphs()
        {
            byte[] rows = new byte[GlyphRows];
            for (int code = 0; code < Glyph.Count; code++)
            {
                Glyph.CopyDots(code, rows);
                hal.Display.DefineCharacter(code, rows);
            }
        }

        private void Receive(int count)
        {
            int taken = 0;
            while (taken < count)
            {
                taken += meter.Receive(received, taken, count - taken);
                ReportLines();
                Send();
            }
        }

        // Sends all that the meter has. After a piece that the link refused the rest would be no line any more, and each
        // refusal may take the link's whole timeout: it is dropped.
        private void Send()
        {
            bool isTaken = true;
            int count = meter.Send(piece);
            while (count > 0)
            {
                isTaken = isTaken && hal.Link.Write(piece, 0, count);
                count = meter.Send(piece);
            }
            if (!isTaken)
            {
                Console.WriteLine("the link refused an answer");
            }
        }

        private void SetClock()
        {
            long utcSeconds = meter.TakeWantedUtc();
            if (utcSeconds != ClockControl.None)
            {
                hal.Clock.SetUtc(utcSeconds);
                Console.WriteLine("clock set");
            }
        }

        private void ReportLines()
        {
            while (meter.MalformedLines != malformedLines)
            {
                malformedLines++;
                Console.WriteLine("line dropped: not GBCS:DATA#channel:octets:hex or OTA:DATA#...");
            }
            if (meter.MessagesReceived != messages)
            {
                messages = meter.MessagesReceived;
                Console.Write("message: ");
                Console.WriteLine(Refusal.NameOf(meter.LastRefusal));
            }
        }

        private void WatchHub()
        {
            if (hal.Mains.IsMainsPresent != isMainsPresent)
            {
                isMainsPresent = !isMainsPresent;
                meter.Supply.SetMains(isMainsPresent);
                if (!isMainsPresent)
                {
                    // What the board's capacitors hold is for this.
                    meter.CountPulses(hal.Pulses.TakeLastPulses());
                    meter.OnPowerFailing();
                }
                Console.WriteLine(isMainsPresent ? "mains is back" : "mains has gone");
            }
            if (hal.Hub.IsHubPresent != isHubPresent)
            {
                isHubPresent = !isHubPresent;
                Console.WriteLine(isHubPresent ? "hub plugged in" : "hub unplugged");
            }
        }
    }
}

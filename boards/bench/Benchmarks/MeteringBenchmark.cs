using System;
using System.Diagnostics;
using System.IO;
using MeterFirmware.Bench.Faults;
using MeterFirmware.Core;
using MeterFirmware.Core.Registers;
using MeterFirmware.Crypto;

namespace MeterFirmware.Bench.Benchmarks
{
    /// <summary>What metering costs, for the bench's benchmark: time and octets a pulse, tick and half hour, and live size.</summary>
    public static class MeteringBenchmark
    {
        private const int Pulses = 2_000_000;
        private const int HalfHours = 48 * 100;

        // 2026-01-01.
        private const long Start = 820_454_400;

        /// <summary>Measures both kinds and prints the figures.</summary>
        /// <param name="output">Where to.</param>
        public static void Run(TextWriter output)
        {
            ArgumentNullException.ThrowIfNull(output);
            Run(output, "ESME, two elements", Make(MeterKind.Esme, true));
            Run(output, "ESME", Make(MeterKind.Esme, false));
            Run(output, "GSME", Make(MeterKind.Gsme, false));
        }

        /// <summary>
        /// The state of a fully configured meter: every table given, every log begun. Tables lie on the flash, so the live
        /// size is the same before.
        /// </summary>
        /// <param name="kind">A <see cref="MeterKind"/>.</param>
        /// <param name="hasSecondary">True for an ESME of two elements.</param>
        /// <returns>The state, at the first half hour of 2026.</returns>
        public static MeterState Make(int kind, bool hasSecondary)
        {
            MeterConfiguration configuration = new(kind, new byte[8], 1) { HasSecondaryElement = hasSecondary };
            MeterState state = new(configuration, new MemoryRecordStore());
            state.Reload();
            for (int table = 0; table < TariffTable.Count; table++)
            {
                byte[] octets = FullTables.Of(table, state.Metering);
                if (octets != null)
                {
                    Give(state, table, octets);
                }
            }

            state.Metering.Advance(true, Start);
            return state;
        }

        /// <summary>A whole meter about a state: payloads, message server, lines, screens. Its cryptography is the board's.</summary>
        public static Meter MakeMeter(MeterState state) =>
            new(state, new MemoryRecordStore(), new NoCryptography(), VirtualMeter.CreatePayload(state));

        private static void Run(TextWriter output, string name, MeterState state)
        {
            int stateOctets = HeapBlocks.Count(state) * HeapBlocks.BlockLength;
            int meterOctets = HeapBlocks.Count(MakeMeter(state)) * HeapBlocks.BlockLength;
            output.WriteLine(
                $"{name}: {stateOctets} octets live of state and image, {meterOctets} of the whole meter (at most {HeapBlocks.Budget})"
            );
            Metering metering = state.Metering;
            long now = Start;
            Loop(metering, ref now, 100_000, 1);
            Loop(metering, ref now, 100, 1800);
            // The octets are those within one half hour: its end writes to the store, whose octets are its own.
            now += Metering.HalfHourSeconds - now % Metering.HalfHourSeconds;
            Loop(metering, ref now, 1, 1);
            (_, long pulseOctets) = Measure(() => Loop(metering, ref now, Metering.HalfHourSeconds - 60, 1), 1);
            (double pulse, _) = Measure(() => Loop(metering, ref now, Pulses, 1), Pulses);
            (double tick, long tickOctets) = Measure(() => Ticks(metering, now, Pulses), Pulses);
            (double half, long halfOctets) = Measure(() => Loop(metering, ref now, HalfHours, 1800), HalfHours);
            output.WriteLine(
                $"  pulse and tick {pulse:F0} ns, {pulseOctets} octets; tick {tick:F1} ns, {tickOctets} octets"
            );
            output.WriteLine(
                $"  half hour with its logs {half:F0} ns; {halfOctets} octets in all, made by the store in memory"
            );
        }

        private static (double Nanoseconds, long Octets) Measure(Action action, int count)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long began = Stopwatch.GetTimestamp();
            action();
            double elapsed = Stopwatch.GetElapsedTime(began).TotalNanoseconds / count;
            return (elapsed, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        private static void Loop(Metering metering, ref long now, int count, int seconds)
        {
            for (int i = 0; i < count; i++)
            {
                metering.Take(1);
                now += seconds;
                metering.Advance(true, now);
            }
        }

        private static void Ticks(Metering metering, long now, int count)
        {
            for (int i = 0; i < count; i++)
            {
                metering.Advance(true, now);
            }
        }

        private static void Give(MeterState state, int table, byte[] octets)
        {
            int result = state.Metering.GiveTable(table, octets, 0, octets.Length, 0);
            if (result != 0)
            {
                throw new InvalidOperationException($"table {table} was refused: {result}");
            }
        }
    }
}

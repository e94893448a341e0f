using System;
using System.CommandLine;
using System.Linq;
using MeterFirmware.Bench.Benchmarks;
using MeterFirmware.Bench.Flash;
using MeterFirmware.Core;

namespace MeterFirmware.Bench.Commands;

/// <summary>Runs <see cref="Benchmark"/>.</summary>
internal static class BenchmarkCommand
{
    public static Command Create(Option<string> kind)
    {
        var command = new Command("benchmark", "Measures the time and the allocations of the meter on this PC.");
        command.SetAction(parsed =>
        {
            using var benchmark = new Benchmark(BenchOptions.KindOf(parsed.GetValue(kind)));
            benchmark.Run();
            MeteringBenchmark.Run(Console.Out);
            FlashLife[] lives =
            [
                FlashLife.Of(MeterKind.Esme, false),
                FlashLife.Of(MeterKind.Esme, true),
                FlashLife.Of(MeterKind.Gsme, false),
            ];
            foreach (string line in lives.SelectMany(life => life.Lines()))
            {
                Console.WriteLine(line);
            }

            Console.WriteLine(
                $"at least {FlashLife.LeastFreeBlocks} blocks are to be free and the flash to last {FlashLife.LeastYears} years"
            );
        });
        return command;
    }
}

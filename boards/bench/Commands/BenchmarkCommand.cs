using System;
using System.CommandLine;
using MeterFirmware.Bench.Benchmarks;
using MeterFirmware.Bench.Flash;

namespace MeterFirmware.Bench.Commands;

/// <summary>Runs <see cref="Benchmark"/>.</summary>
internal static class BenchmarkCommand
{
    public static Command Create()
    {
        Argument<string> kind = BenchOptions.KindArgument();
        var command = new Command("benchmark", "Measures the time and the allocations of the meter on this PC.")
        {
            kind,
        };
        command.SetAction(parsed =>
        {
            using var benchmark = new Benchmark(BenchOptions.KindOf(parsed.GetValue(kind)));
            benchmark.Run();
            MeteringBenchmark.Run(Console.Out);
            foreach (string line in FlashLife.Lines())
            {
                Console.WriteLine(line);
            }
        });
        return command;
    }
}

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Bench;

/// <summary>The bench as its user runs it: a process of its own, with its input and output in pipes.</summary>
internal sealed class BenchProcess : IDisposable
{
    // A PC that runs all tests at once takes its time.
    public const int PatienceMilliseconds = 60_000;

    private readonly Process process;
    private readonly List<string> output = [];
    private readonly List<string> errors = [];
    private readonly Thread outputReader;
    private readonly Thread errorReader;
    private volatile bool isReading = true;

    private BenchProcess(
        string[] arguments,
        string workingFolder = "",
        params (string Name, string Value)[] environment
    )
    {
        // The test host may be another program than dotnet.
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = workingFolder,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "bench.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        process = new Process { StartInfo = start };
        process.Start();
        outputReader = Read(process.StandardOutput, output);
        errorReader = Read(process.StandardError, errors);
    }

    /// <summary>The lines of standard output so far.</summary>
    public string[] Output => Copy(output);

    /// <summary>The lines of standard error so far.</summary>
    public string[] Errors => Copy(errors);

    /// <summary>The TCP port, once it runs.</summary>
    public int Port => int.Parse(Fact("port"));

    /// <summary>The signing key that it printed.</summary>
    public byte[] SigningKey => Convert.FromHexString(Fact("signing key"));

    /// <summary>Starts a meter and waits until it serves.</summary>
    public static BenchProcess Run(TestFolder folder, string kind, string identity, params string[] more)
    {
        var bench = new BenchProcess([
            "--kind",
            kind,
            "--identity",
            identity,
            "--data",
            folder.Path,
            "--listen",
            "0",
            .. more,
        ]);
        bench.WaitFor(line => line.StartsWith("port: "));
        return bench;
    }

    /// <summary>Starts a command.</summary>
    public static BenchProcess Begin(params string[] arguments) => new(arguments);

    /// <summary>Runs a command to its end.</summary>
    public static BenchProcess Finish(params string[] arguments) => Finish(new BenchProcess(arguments));

    /// <summary>Runs a command to its end with a variable of its environment set.</summary>
    public static BenchProcess FinishWith((string Name, string Value) variable, params string[] arguments) =>
        Finish(new BenchProcess(arguments, "", variable));

    /// <summary>The same in a working folder.</summary>
    public static BenchProcess FinishIn(
        string workingFolder,
        (string Name, string Value) variable,
        params string[] arguments
    ) => Finish(new BenchProcess(arguments, workingFolder, variable));

    private static BenchProcess Finish(BenchProcess bench)
    {
        bench.CloseInput();
        bench.WaitForExit();
        return bench;
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public int WaitForExit()
    {
        bool hasEnded = process.WaitForExit(PatienceMilliseconds);
        if (!hasEnded)
        {
            Kill();
        }

        Assert.IsTrue(hasEnded, "the bench does not end");
        outputReader.Join();
        errorReader.Join();
        return process.ExitCode;
    }

    /// <summary>Takes its life without a word, as a power cut does.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Sends it a signal that ends it.</summary>
    /// <returns>The exit code.</returns>
    public int EndBy(string signal)
    {
        using Process kill = Process.Start("kill", [signal, process.Id.ToString()]);
        kill.WaitForExit();
        return WaitForExit();
    }

    /// <summary>Takes no more of its output, whose pipe then fills up.</summary>
    public void StopReading() => isReading = false;

    /// <summary>Types a line.</summary>
    public void Type(string line)
    {
        process.StandardInput.WriteLine(line);
        process.StandardInput.Flush();
    }

    /// <summary>Ends its standard input.</summary>
    public void CloseInput() => process.StandardInput.Close();

    /// <summary>Waits for a line on standard output.</summary>
    /// <param name="isIt">Says whether a line is the one.</param>
    /// <param name="after">How many of the first lines do not count.</param>
    /// <returns>The line.</returns>
    public string WaitFor(Predicate<string> isIt, int after = 0)
    {
        var watch = Stopwatch.StartNew();
        lock (output)
        {
            while (true)
            {
                string line = output.Skip(after).FirstOrDefault(found => isIt(found));
                if (line != null)
                {
                    return line;
                }

                int left = PatienceMilliseconds - (int)watch.ElapsedMilliseconds;
                if (left <= 0 || process.HasExited && !Monitor.Wait(output, 500))
                {
                    Assert.Fail(
                        $"the line did not come; output: {string.Join('|', output)} errors: {string.Join('|', Errors)}"
                    );
                }

                Monitor.Wait(output, Math.Min(left, 500));
            }
        }
    }

    /// <summary>Has it print its state.</summary>
    /// <returns>The lines.</returns>
    public string[] TypeState()
    {
        int before = Output.Length;
        Type("state");
        WaitFor(line => line.StartsWith("Security Log: "), before);
        return [.. Output.Skip(before).SkipWhile(line => !line.StartsWith("meter: "))];
    }

    /// <summary>Has it print its state, and gives what the hub saw with all the rest.</summary>
    public string[] TypeHub()
    {
        int before = Output.Length;
        _ = TypeState();
        return [.. Output.Skip(before)];
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }

    private Thread Read(StreamReader source, List<string> lines)
    {
        var reader = new Thread(() =>
        {
            for (string line = source.ReadLine(); line != null && isReading; line = source.ReadLine())
            {
                lock (lines)
                {
                    lines.Add(line);
                    Monitor.PulseAll(lines);
                }
            }
        })
        {
            IsBackground = true,
        };
        reader.Start();
        return reader;
    }

    private static string[] Copy(List<string> lines)
    {
        lock (lines)
        {
            return [.. lines];
        }
    }

    private string Fact(string name) => Output.First(line => line.StartsWith(name + ": "))[(name.Length + 2)..];
}

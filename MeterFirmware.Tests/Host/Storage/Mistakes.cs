using System;
using System.Collections.Generic;
using MeterFirmware.Core.Logs;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Hal;
using MeterFirmware.Tests.Core;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>A store on the way to another one, which a mistake changes.</summary>
internal abstract class PassingStore(IRecordStore inner) : IRecordStore
{
    protected IRecordStore Inner { get; } = inner;

    public bool IsEmpty => Inner.IsEmpty;

    public virtual int Read(string name, byte[] buffer, int offset, int count) =>
        Inner.Read(name, buffer, offset, count);

    public virtual int Write(string name, byte[] buffer, int offset, int count) =>
        Inner.Write(name, buffer, offset, count);

    public virtual int ReadAt(string name, int position, byte[] buffer, int offset, int count) =>
        Inner.ReadAt(name, position, buffer, offset, count);

    public virtual int WriteAt(string name, int position, byte[] buffer, int offset, int count) =>
        Inner.WriteAt(name, position, buffer, offset, count);

    public virtual int Delete(string name) => Inner.Delete(name);

    protected static bool IsTable(string name) => name.Length == 5 && name[3] == '-' && name[4] is >= 'a' and <= 'd';

    protected static bool IsImage(string name) => name.StartsWith("image-", StringComparison.Ordinal);
}

/// <summary>The mistakes that a store could make; the sweep must find each of them.</summary>
internal static class Mistakes
{
    public static IReadOnlyDictionary<string, Func<Wiring>> All { get; } =
        new Dictionary<string, Func<Wiring>>
        {
            ["answer before the write"] = () => new AnswerFirst(),
            ["one copy only"] = () => new Rewired(inner => new OneCopy(inner)),
            ["replay counter in a commit of its own"] = () => new Rewired(inner => new CounterLater(inner)),
            ["effect in a commit of its own"] = () => new Rewired(inner => new CounterFirst(inner)),
            ["damage that is not looked for"] = () => new Rewired(inner => new NoCheck(inner)),
            ["failure that is not reported"] = () => new Rewired(inner => new Silent(inner)),
            ["logs after the image that counts them"] = () => new Rewired(inner => new LogsLater(inner)),
            ["table written in place"] = () => new Rewired(inner => new TableInPlace(inner)),
            ["voltages found on the flash, whatever the image counts"] = () =>
                new Rewired(inner => new EndFound(inner)),
            ["table freed before its successor counts"] = () => new Rewired(inner => new FreedFirst(inner)),
        };

    private sealed class Rewired(Func<IRecordStore, IRecordStore> connect) : Wiring
    {
        public override IRecordStore Connect(IRecordStore flash) => connect(flash);
    }

    private sealed class AnswerFirst : Wiring
    {
        private WriteBehind store;

        public override IRecordStore Connect(IRecordStore flash) => store = new WriteBehind(flash);

        public override void Settle() => store.Flush();
    }

    private sealed class WriteBehind(IRecordStore inner) : PassingStore(inner)
    {
        private readonly Queue<Action> waiting = new();

        public override int Write(string name, byte[] buffer, int offset, int count)
        {
            byte[] record = buffer.AsSpan(offset, count).ToArray();
            waiting.Enqueue(() => Inner.Write(name, record, 0, count));
            return StoreResult.Ok;
        }

        public void Flush()
        {
            while (waiting.TryDequeue(out Action write))
            {
                write();
            }
        }
    }

    private sealed class OneCopy(IRecordStore inner) : PassingStore(inner)
    {
        public override int Read(string name, byte[] buffer, int offset, int count) =>
            Inner.Read(IsImage(name) ? "image-a" : name, buffer, offset, count);

        public override int Write(string name, byte[] buffer, int offset, int count) =>
            Inner.Write(IsImage(name) ? "image-a" : name, buffer, offset, count);
    }

    // Splits each commit in two: first all but a part of the image, then the whole.
    private abstract class Split(IRecordStore inner) : PassingStore(inner)
    {
        private readonly byte[] last = new byte[ImageLayout.Length];

        public override int Read(string name, byte[] buffer, int offset, int count)
        {
            int read = base.Read(name, buffer, offset, count);
            if (IsImage(name) && read == ImageLayout.Length && IsNewer(buffer, offset))
            {
                buffer.AsSpan(offset, read).CopyTo(last);
            }

            return read;
        }

        public override int Write(string name, byte[] buffer, int offset, int count)
        {
            if (!IsImage(name))
            {
                return base.Write(name, buffer, offset, count);
            }

            byte[] half = buffer.AsSpan(offset, count).ToArray();
            KeepPart(last, half);
            Octets.SetInt32(half, ImageLayout.Check, Crc32.Compute(half, 0, ImageLayout.Check));
            buffer.AsSpan(offset, count).CopyTo(last);
            int result = base.Write(name, half, 0, count);
            return result == StoreResult.Ok ? base.Write(name, buffer, offset, count) : result;
        }

        protected abstract void KeepPart(byte[] old, byte[] image);

        private bool IsNewer(byte[] buffer, int offset) =>
            Octets.GetInt32(buffer, offset + ImageLayout.Sequence) > Octets.GetInt32(last, ImageLayout.Sequence);
    }

    private sealed class CounterLater(IRecordStore inner) : Split(inner)
    {
        protected override void KeepPart(byte[] old, byte[] image) =>
            old.AsSpan(ImageLayout.ReplayCounters, 64).CopyTo(image.AsSpan(ImageLayout.ReplayCounters));
    }

    private sealed class CounterFirst(IRecordStore inner) : Split(inner)
    {
        protected override void KeepPart(byte[] old, byte[] image) =>
            old.AsSpan(ImageLayout.Accounts, 88).CopyTo(image.AsSpan(ImageLayout.Accounts));
    }

    private sealed class LogsLater(IRecordStore inner) : PassingStore(inner)
    {
        private readonly Queue<Action> waiting = new();

        public override int Write(string name, byte[] buffer, int offset, int count)
        {
            if (IsLog(name))
            {
                byte[] record = buffer.AsSpan(offset, count).ToArray();
                waiting.Enqueue(() => Inner.Write(name, record, 0, count));
                return StoreResult.Ok;
            }

            int result = base.Write(name, buffer, offset, count);
            while (IsImage(name) && waiting.TryDequeue(out Action write))
            {
                write();
            }

            return result;
        }

        public override int WriteAt(string name, int position, byte[] buffer, int offset, int count)
        {
            byte[] part = buffer.AsSpan(offset, count).ToArray();
            waiting.Enqueue(() => Inner.WriteAt(name, position, part, 0, count));
            return StoreResult.Ok;
        }

        private static bool IsLog(string name) => name.Length == 5 && char.IsDigit(name[^1]);
    }

    private sealed class TableInPlace(IRecordStore inner) : PassingStore(inner)
    {
        public override int Read(string name, byte[] buffer, int offset, int count) =>
            base.Read(First(name), buffer, offset, count);

        public override int ReadAt(string name, int position, byte[] buffer, int offset, int count) =>
            IsTable(name) ? StoreResult.NotFound : base.ReadAt(name, position, buffer, offset, count);

        public override int Write(string name, byte[] buffer, int offset, int count) =>
            base.Write(First(name), buffer, offset, count);

        private static string First(string name) => IsTable(name) ? name[..4] + "a" : name;
    }

    private sealed class FreedFirst(IRecordStore inner) : PassingStore(inner)
    {
        public override int Write(string name, byte[] buffer, int offset, int count)
        {
            foreach (char slot in IsTable(name) ? "abcd".Replace(name[^1..], "") : "")
            {
                string other = name[..4] + slot;
                if (ReadAt(other, 0, new byte[1], 0, 1) >= 0)
                {
                    Delete(other);
                }
            }

            return base.Write(name, buffer, offset, count);
        }
    }

    // As it once was: the voltage log went as far as there is something on the flash.
    private sealed class EndFound(IRecordStore inner) : PassingStore(inner)
    {
        public override int Read(string name, byte[] buffer, int offset, int count)
        {
            int read = base.Read(name, buffer, offset, count);
            bool isGood =
                IsImage(name)
                && read == ImageLayout.Length
                && Octets.GetInt32(buffer, ImageLayout.Check) == Crc32.Compute(buffer, 0, ImageLayout.Check);
            if (isGood && Octets.GetUInt16(buffer, RegisterLayout.VoltagePeriod) != 0)
            {
                Octets.SetInt32(buffer, RegisterLayout.VoltageEnd, FindEnd());
                Octets.SetInt32(buffer, ImageLayout.Check, Crc32.Compute(buffer, 0, ImageLayout.Check));
            }

            return read;
        }

        private int FindEnd()
        {
            var working = new ConfigurationBuffer();
            int before = new HalfHourLog(new StateImage(Make.Esme().Configuration), Inner, working, false, true).Pages;
            const int Page = SegmentLog.FifthLength;
            return new SegmentLog(
                Inner,
                working,
                HalfHourLog.RecordPrefix,
                2,
                VoltageLog.Entries,
                Page,
                before
            ).FindEnd();
        }
    }

    private sealed class NoCheck(IRecordStore inner) : PassingStore(inner)
    {
        public override int Read(string name, byte[] buffer, int offset, int count)
        {
            int read = base.Read(name, buffer, offset, count);
            if (IsImage(name) && read == ImageLayout.Length && offset == 0)
            {
                Octets.SetInt32(buffer, ImageLayout.Check, Crc32.Compute(buffer, 0, ImageLayout.Check));
            }

            return read;
        }
    }

    private sealed class Silent(IRecordStore inner) : PassingStore(inner)
    {
        public override int Write(string name, byte[] buffer, int offset, int count)
        {
            base.Write(name, buffer, offset, count);
            return StoreResult.Ok;
        }
    }
}

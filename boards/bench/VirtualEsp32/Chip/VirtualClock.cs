using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;

namespace MeterFirmware.VirtualEsp32
{
    /// <summary>
    /// The time of one circuit, in microseconds since its start, and what is due at which instant. Either it follows
    /// the PC's time or it is stepped; both ways the same things happen in the same order.
    /// </summary>
    public sealed class VirtualClock
    {
        private readonly PriorityQueue<Action, (long At, long Order)> due = new();
        private readonly Stopwatch wall;
        private VirtualChip chip;
        private long now;
        private long order;

        private VirtualClock(Stopwatch wall)
        {
            this.wall = wall;
        }

        /// <summary>True if it follows the PC's time.</summary>
        public bool IsRealTime => wall != null;

        /// <summary>Microseconds since the start.</summary>
        public long NowMicroseconds
        {
            get
            {
                lock (Gate)
                {
                    return now;
                }
            }
        }

        internal object Gate { get; } = new();

        /// <summary>A clock that follows the PC's time.</summary>
        public static VirtualClock RealTime() => new(Stopwatch.StartNew());

        /// <summary>A clock that stands still until it is stepped, but for what calls on pins take.</summary>
        public static VirtualClock Stepped() => new(null);

        /// <summary>Has something happen later: within <see cref="Pass"/>, or a call on a pin.</summary>
        /// <param name="delayMicroseconds">From now, 0 or more.</param>
        /// <param name="action">What happens. It must not let time pass.</param>
        public void Schedule(long delayMicroseconds, Action action)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(delayMicroseconds);
            lock (Gate)
            {
                due.Enqueue(action, (now + delayMicroseconds, order++));
            }
        }

        /// <summary>
        /// Lets time pass, as the running program does when it sleeps: what is due happens, and changes of pins are
        /// delivered to the program. On real time the PC sleeps meanwhile.
        /// </summary>
        /// <param name="microseconds">0 or more. On real time 0 catches up with the PC without sleeping.</param>
        public void Pass(long microseconds)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(microseconds);
            long target = NowMicroseconds + microseconds;
            if (IsRealTime)
            {
                // Calls may have taken the circuit's time ahead of the PC's. A wait is not cut short by that, and lets
                // the PC catch up.
                long ahead = target - WallMicroseconds();
                if (microseconds > 0 && ahead > 0)
                {
                    Thread.Sleep(TimeSpan.FromMicroseconds(ahead));
                }

                target = Math.Max(target, WallMicroseconds());
            }

            RunTo(target);
        }

        internal void Attach(VirtualChip chip)
        {
            if (this.chip != null)
            {
                throw new InvalidOperationException("a clock serves one chip");
            }

            this.chip = chip;
        }

        /// <summary>A call takes time; what falls due within it happens, but the program hears nothing.</summary>
        internal void Spend(long microseconds)
        {
            lock (Gate)
            {
                long target = now + microseconds;
                RunDue(IsRealTime ? Math.Max(target, WallMicroseconds()) : target, false);
            }
        }

        private void RunTo(long target)
        {
            while (true)
            {
                bool isDone;
                lock (Gate)
                {
                    RunDue(target, true);
                    isDone = now >= target;
                }

                chip.DeliverEvents();
                if (isDone)
                {
                    return;
                }
            }
        }

        // Stops at the target, or where changes of pins have waited long enough to be delivered.
        private void RunDue(long target, bool stopToDeliver)
        {
            long stop = Stop(target, stopToDeliver);
            while (due.TryPeek(out Action action, out (long At, long Order) key) && key.At <= stop)
            {
                due.Dequeue();
                now = Math.Max(now, key.At);
                action();
                stop = Stop(target, stopToDeliver);
            }

            now = Math.Max(now, stop);
        }

        private long Stop(long target, bool stopToDeliver) =>
            stopToDeliver ? Math.Min(target, chip.DeliveryDueMicroseconds) : target;

        private long WallMicroseconds() => wall.ElapsedTicks * 1_000_000 / Stopwatch.Frequency;
    }
}

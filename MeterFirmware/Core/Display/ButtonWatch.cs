namespace MeterFirmware.Core.Display
{
    /// <summary>Makes gestures of the state of a button.</summary>
    internal sealed class ButtonWatch
    {
        private bool isDown;
        private bool wasLong;
        private long downSince;

        /// <summary>Takes the state.</summary>
        /// <returns>A <see cref="Gesture"/>.</returns>
        public int Set(bool isPressed, long now)
        {
            if (isPressed == isDown)
            {
                return Poll(now);
            }
            if (!isPressed)
            {
                int ended = Poll(now);
                isDown = false;
                return wasLong ? ended : Gesture.Short;
            }
            isDown = true;
            wasLong = false;
            downSince = now;
            return Gesture.Down;
        }

        /// <summary>Looks at the time only.</summary>
        /// <returns>A <see cref="Gesture"/>.</returns>
        public int Poll(long now)
        {
            if (!isDown || wasLong || now - downSince < MeterParameters.ButtonHoldMilliseconds)
            {
                return Gesture.None;
            }
            wasLong = true;
            return Gesture.Long;
        }
    }
}

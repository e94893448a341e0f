namespace MeterFirmware.Core.Payment
{
    /// <summary>The Non-Disablement Calendar (SMETS2 4.6.4.20, 5.7.4.30): when supply is not disabled for want of credit.</summary>
    public abstract class NonDisablementCalendar
    {
        /// <summary>True if there is a calendar at all.</summary>
        public abstract bool IsSet { get; }

        /// <summary>True if disablement is suspended.</summary>
        /// <param name="utcSeconds">Seconds since 2000-01-01T00:00:00Z.</param>
        public abstract bool IsActiveAt(long utcSeconds);

        /// <summary>True if a calendar that was stored is whole and can come into force.</summary>
        /// <param name="generation">The value of <see cref="PaymentSetting.Calendar"/>; 0 stands for no calendar.</param>
        public abstract bool Holds(int generation);
    }
}

namespace MeterFirmware.Hal
{
    /// <summary>
    /// The lines between an electricity meter and the communications hub it feeds (ICHIS). AC_LO is not here: the
    /// board's mains detector drives it in hardware, so that no processor can signal an outage by restarting.
    /// </summary>
    public interface IHubPort
    {
        /// <summary>
        /// Drives the cut line. Active takes the hub's 12 V away; Inactive is the state that the board's external
        /// pull gives while nothing drives the line.
        /// </summary>
        void SetSupplyCut(bool active);

        /// <summary>Drives MT_PR (host present), where the board drives it; else does nothing.</summary>
        void SetMeterPresent(bool active);

        /// <summary>CH_PR: true while a hub is plugged in.</summary>
        bool IsHubPresent { get; }
    }
}

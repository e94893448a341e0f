namespace MeterFirmware.VirtualEsp32
{
    /// <summary>Hears of every change on every net, in the order in which they happened.</summary>
    public interface INetListener
    {
        /// <summary>
        /// Called once for each change, however short it lasts. A change that a listener brings about is told of
        /// after all have heard of the present one.
        /// </summary>
        /// <param name="change">The change.</param>
        void OnNetChange(NetChange change);
    }
}

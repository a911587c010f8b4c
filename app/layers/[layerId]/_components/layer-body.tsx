import { CategoryBlock } from '#app/layers/[layerId]/_components/category-block'
import { ConstituentTable } from '#app/layers/[layerId]/_components/constituent-table'
import { IndexPanel } from '#app/layers/[layerId]/_components/index-panel'
import { LayerHead } from '#app/layers/[layerId]/_components/layer-head'
import { LayerToolbar } from '#app/layers/[layerId]/_components/layer-toolbar'
import { LayerWords } from '#app/layers/[layerId]/_components/layer-words'
import { OutsideProjects } from '#app/layers/[layerId]/_components/outside-projects'
import { OverlapBlock } from '#app/layers/[layerId]/_components/overlap-block'
import { RiskBlock } from '#app/layers/[layerId]/_components/risk-block'
import { WaterfallPanel } from '#app/layers/[layerId]/_components/waterfall-panel'
import type { LayerView, SetLayerView } from '#lib/client/layer/layer-params'
import type { LayerDetail } from '#lib/core/contract/layer-detail'
import type { Snapshot } from '#lib/core/contract/snapshot'

export interface LayerBodyProps {
  snapshot: Snapshot
  detail: LayerDetail
  view: LayerView
  setView: SetLayerView
  /** The server answered the last request. */
  isConnected: boolean
}

/** Everything about one layer, from what moved it to what is mapped here without a number. */
export function LayerBody({ snapshot, detail, view, setView, isConnected }: LayerBodyProps) {
  return (
    <>
      <LayerHead snapshot={snapshot} detail={detail} view={view} isConnected={isConnected} />
      <LayerToolbar detail={detail} view={view} setView={setView} />
      <div className="panels">
        <IndexPanel detail={detail} source={snapshot.source} scale={view.scale} setView={setView} />
        <div className="side-panel">
          <WaterfallPanel detail={detail} source={snapshot.source} />
        </div>
      </div>
      <div className="layer-facts">
        <div>
          <LayerWords detail={detail} />
          <OverlapBlock detail={detail} layers={snapshot.layers} />
        </div>
        <RiskBlock detail={detail} />
        <CategoryBlock detail={detail} />
      </div>
      <ConstituentTable detail={detail} snapshot={snapshot} sort={view.sort} setView={setView} />
      <OutsideProjects detail={detail} />
    </>
  )
}
